/** Alerts: raised when a claim rises, seen to by people on duty, sent outside. Stands on the claims and their levels. */
@NullMarked
package vadra.alerts;

import org.jspecify.annotations.NullMarked;
