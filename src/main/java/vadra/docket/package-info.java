/** What waits for the staff to decide: reports, appeals, notices under the law, and who must keep out of what. */
@NullMarked
package vadra.docket;

import org.jspecify.annotations.NullMarked;
