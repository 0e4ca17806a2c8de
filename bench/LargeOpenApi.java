import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an OpenAPI document as large as the largest that are published, with what makes them large: descriptions,
 * examples, shared schemas that refer to each other in circles, members that only one direction has.
 *
 * <pre>
 * java bench/LargeOpenApi.java big.json            # 1,200 operations, about 13 MB
 * java bench/LargeOpenApi.java big.yaml 300        # 300 operations, as YAML
 * time ./dispatch module init --name big --out /tmp/big --from-openapi big.json
 * </pre>
 *
 * <p>The same arguments give the same bytes.
 */
public final class LargeOpenApi {

    private static final String WORDS = "The service keeps this value for as long as the account is open, and says so in"
            + " each answer that holds it; callers that have no use for it can leave it out.";

    private final int operations;
    private final int schemas;

    private LargeOpenApi(int operations) {
        this.operations = operations;
        this.schemas = Math.max(2, operations / 2);
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int operations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_200;
        Object document = new LargeOpenApi(operations).document();
        try (Writer out = Files.newBufferedWriter(file)) {
            if (file.toString().endsWith(".json")) {
                json(document, 0, out);
            } else {
                yaml(document, 0, out);
            }
        }
    }

    private static Map<String, Object> object(Object... members) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return object;
    }

    private Map<String, Object> document() {
        Map<String, Object> paths = object();
        for (int i = 0; i < operations / 4; i++) {
            paths.put("/things" + i, object("get", operation(4 * i, "list"), "post", operation(4 * i + 1, "create")));
            paths.put(
                    "/things" + i + "/{thingId}",
                    object(
                            "parameters",
                            List.of(object(
                                    "name", "thingId", "in", "path", "required", true, "schema", object("type", "string"))),
                            "get",
                            operation(4 * i + 2, "get"),
                            "patch",
                            operation(4 * i + 3, "change")));
        }
        Map<String, Object> components = object();
        for (int i = 0; i < schemas; i++) {
            components.put("Thing" + i, thing(i));
        }
        return object(
                "openapi", "3.0.3",
                "info", object("title", "A large service", "version", "1.0.0", "description", WORDS),
                "servers", List.of(object("url", "https://api.service.example/v1")),
                "security", List.of(object("token", List.of())),
                "paths", paths,
                "components",
                        object(
                                "securitySchemes",
                                object("token", object("type", "http", "scheme", "bearer")),
                                "schemas",
                                components));
    }

    private Map<String, Object> operation(int number, String verb) {
        List<Object> parameters = new ArrayList<>();
        for (int k = 0; k < 9; k++) {
            parameters.add(object(
                    "name", "filter" + k,
                    "in", "query",
                    "description", WORDS,
                    "schema", object("type", "string", "maxLength", 100)));
        }
        Map<String, Object> operation = object(
                "operationId", verb + "Thing" + number,
                "tags", List.of("group" + number % 40),
                "summary", verb + " a thing of kind " + number,
                "description", WORDS + " " + WORDS + " " + WORDS,
                "parameters", parameters);
        if (verb.equals("create") || verb.equals("change")) {
            operation.put("requestBody", object("required", true, "content", content(number)));
        }
        operation.put(
                "responses",
                object(
                        "200", object("description", WORDS, "content", content(number + 1)),
                        "404", object("description", WORDS),
                        "422", object("description", WORDS)));
        return operation;
    }

    private Map<String, Object> content(int number) {
        Map<String, Object> example = object("id", number);
        for (int k = 0; k < 20; k++) {
            example.put("member" + k, "https://api.service.example/v1/things" + number + "/examples/" + k);
        }
        return object(
                "application/json",
                object(
                        "schema", object("$ref", "#/components/schemas/Thing" + number % schemas),
                        "example", example));
    }

    private Map<String, Object> thing(int number) {
        Map<String, Object> members = object("id", object("type", "integer", "format", "int64", "readOnly", true));
        for (int k = 0; k < 20; k++) {
            members.put("member" + k, object("type", "string", "description", WORDS, "example", "value " + k));
        }
        members.put("kind", object("type", "string", "enum", List.of("small", "large", "other"), "nullable", true));
        if (number % 25 > 0) {
            members.put("parent", object("$ref", "#/components/schemas/Thing" + (number - 1)));
        }
        members.put("children", object("type", "array", "items", object("$ref", "#/components/schemas/Thing" + number)));
        return object("type", "object", "description", WORDS, "required", List.of("id", "member0"), "properties", members);
    }

    private static void json(Object value, int depth, Writer out) throws IOException {
        switch (value) {
            case Map<?, ?> map -> members(map.isEmpty() ? "{}" : "{", "}", depth, out, () -> {
                String gap = "";
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    out.write(gap + "\n" + " ".repeat(2 * depth + 2) + '"' + member.getKey() + "\": ");
                    json(member.getValue(), depth + 1, out);
                    gap = ",";
                }
            });
            case List<?> list -> members(list.isEmpty() ? "[]" : "[", "]", depth, out, () -> {
                String gap = "";
                for (Object element : list) {
                    out.write(gap + "\n" + " ".repeat(2 * depth + 2));
                    json(element, depth + 1, out);
                    gap = ",";
                }
            });
            case String text -> out.write('"' + text + '"');
            default -> out.write(value.toString());
        }
    }

    private interface Inside {
        void write() throws IOException;
    }

    private static void members(String open, String close, int depth, Writer out, Inside inside) throws IOException {
        out.write(open);
        if (open.length() == 1) {
            inside.write();
            out.write("\n" + " ".repeat(2 * depth) + close);
        }
    }

    private static void yaml(Object value, int depth, Writer out) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    out.write("\n" + " ".repeat(2 * depth) + '\'' + member.getKey() + "':");
                    yaml(member.getValue(), depth + 1, out);
                }
                out.write(map.isEmpty() ? " {}" : "");
            }
            case List<?> list -> {
                for (Object element : list) {
                    out.write("\n" + " ".repeat(2 * depth) + "-");
                    yaml(element, depth + 1, out);
                }
                out.write(list.isEmpty() ? " []" : "");
            }
            case String text -> out.write(" '" + text + "'");
            default -> out.write(" " + value);
        }
    }
}
