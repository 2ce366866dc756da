/** What members are told of what happened: once each, by the kinds, places and hours that they chose; on pages and by mail. */
@NullMarked
package vadra.notifications;

import org.jspecify.annotations.NullMarked;
