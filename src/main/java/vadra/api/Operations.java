package vadra.api;

import io.vertx.core.Future;
import java.util.function.Function;
import vadra.oversight.PgStaffActs;

/** Where routes say what they do for an operation of the contract. */
public interface Operations {
    /**
     * Answers an operation. A {@link vadra.core.ProblemException}, thrown or failed with, becomes a problem document.
     *
     * @param operationId as in the contract
     */
    void on(String operationId, Function<Call, Future<Answer>> answer);

    /** Where it is written down what the staff does. */
    PgStaffActs acts();
}
