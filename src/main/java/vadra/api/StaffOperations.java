package vadra.api;

import io.vertx.core.Future;
import java.util.function.Function;

/** Operations that are answered to the company's staff only. */
public record StaffOperations(Operations all) implements Operations {
    @Override
    public void on(String operationId, Function<Call, Future<Answer>> answer) {
        all.on(operationId, call -> Future.succeededFuture(call.staff()).compose(staff -> answer.apply(call)));
    }
}
