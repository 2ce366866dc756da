package vadra.web;

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
        for (var unit : Optional.ofNullable(output.getErrors()).orElse(List.of())) {
            var path = Optional.ofNullable(unit.getInstanceLocation())
                    .orElse("")
                    .replaceFirst("^#/?", "")
                    .replace('/', '.');
            var missing = Pattern.compile("required property \"?'?([\\w-]+)").matcher(String.valueOf(unit.getError()));
            var extra = Pattern.compile("(?:Property|property) \"?'?([\\w-]+)\"?'? does not match additional")
                    .matcher(String.valueOf(unit.getError()));
            if (missing.find()) {
                errors.add(new ContractError(join(path, missing.group(1)), "is required"));
            } else if (extra.find()) {
                errors.add(new ContractError(join(path, extra.group(1)), "is not a field of this request"));
            } else {
                var field = parameter.isEmpty() ? (path.isEmpty() ? "body" : path) : parameter;
                errors.add(new ContractError(field, sentence(unit.getError())));
            }
        }
        errors.sort((a, b) -> Integer.compare(b.field().length(), a.field().length()));
        return errors.stream().distinct().limit(MAX).toList();
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String sentence(String error) {
        // The validator repeats what was sent, which must not travel on into logs and screens.
        return error.replaceAll("(?<=Value|Instance|String) (?:\"[^\"]*\"|\\S+)(?= )", "");
    }
}
