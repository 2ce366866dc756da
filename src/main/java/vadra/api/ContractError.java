package vadra.api;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place where a request does not fit the contract.
 *
 * @param field the field's path with dots, or the parameter's name
 * @param rule what it must be, in words
 */
record ContractError(String field, String rule) {
    private static final Pattern PARAMETER = Pattern.compile("(?:path|query|header|cookie) parameter (\\S+)");
    private static final Pattern MISSING = Pattern.compile("required property \"?'?([\\w-]+)");
    /** What the validator says of the places that only hold the broken one. */
    private static final Pattern WRAPPER =
            Pattern.compile("does not match schema|subschema had errors|not match every subschema");

    private static final int MAX = 10;

    /** What is wrong, the deepest places first; never empty. */
    static List<ContractError> of(ValidatorException broken) {
        var parameter = PARAMETER.matcher(String.valueOf(broken.getMessage()));
        var name = parameter.find() ? parameter.group(1) : "";
        if (broken instanceof SchemaValidationException schema) {
            var errors = units(schema.getOutputUnit(), name);
            if (!errors.isEmpty()) {
                return errors;
            }
        }
        return List.of(new ContractError(name.isEmpty() ? "request" : name, "does not fit the contract"));
    }

    private static List<ContractError> units(OutputUnit output, String parameter) {
        var errors = new ArrayList<ContractError>();
        var strangers = new ArrayList<ContractError>();
        for (var unit : Optional.ofNullable(output.getErrors()).orElse(List.of())) {
            var error = String.valueOf(unit.getError());
            var path = Optional.ofNullable(unit.getInstanceLocation())
                    .orElse("")
                    .replaceFirst("^#/?", "")
                    .replace('/', '.');
            var missing = MISSING.matcher(error);
            if (missing.find()) {
                errors.add(new ContractError(join(path, missing.group(1)), "is required"));
            } else if (error.contains("additional properties")) {
                strangers.add(new ContractError(path, "is not a field of this request"));
            } else if (!WRAPPER.matcher(error).find()) {
                errors.add(new ContractError(fieldOf(path, parameter), sentence(error)));
            }
        }
        // A declared field that is wrong is called a stranger too; then what is wrong with it has been told already.
        strangers.removeIf(
                stranger -> errors.stream().anyMatch(error -> error.field().equals(stranger.field())));
        errors.addAll(strangers);
        return errors.stream().distinct().limit(MAX).toList();
    }

    private static String fieldOf(String path, String parameter) {
        if (!parameter.isEmpty()) {
            return parameter;
        }
        return path.isEmpty() ? "body" : path;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String sentence(String error) {
        // The validator repeats what was sent, which must not travel on into logs and screens.
        return error.replaceAll("(?<=Value|Instance|String) (?:\"[^\"]*\"|\\S+)(?= )", "");
    }
}
