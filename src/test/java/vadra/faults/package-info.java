/** What can be made to fail, and how: servers, databases, connections, disks and clocks; and the load meanwhile. */
@NullMarked
package vadra.faults;

import org.jspecify.annotations.NullMarked;
