/** Who may do what: every way in, for everybody, held against a table; and the laws that hold for all of them alike. */
@NullMarked
package vadra.access;

import org.jspecify.annotations.NullMarked;
