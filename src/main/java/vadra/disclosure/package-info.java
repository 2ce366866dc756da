/** What everybody may read of the company's restraint: the ledger's rows, the figures that are counted on them, the export. */
@NullMarked
package vadra.disclosure;

import org.jspecify.annotations.NullMarked;
