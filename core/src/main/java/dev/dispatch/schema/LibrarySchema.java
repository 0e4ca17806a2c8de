package dev.dispatch.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Draft202012;
import com.networknt.schema.format.Format;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.SchemaLoader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Evaluates all of JSON Schema 2020-12 with the library. It reads nothing but the library's own copy of the 2020-12
 * meta-schemas, matches with RE2, asserts the formats of {@link Formats} only, and loads no message bundle.
 */
final class LibrarySchema implements Evaluator {

    private static final int MOST_STEPS = 2_000_000;
    private static final int MOST_DEPTH = 600;

    /** Where the document is said to be: without a place the library cannot resolve a {@code $dynamicRef} to "#". */
    private static final SchemaLocation PLACE = SchemaLocation.of("document:/schema");

    private final JsonNode root;
    private final Schema schema;

    private LibrarySchema(JsonNode root, Schema schema) {
        this.root = root;
        this.schema = schema;
    }

    /** An evaluator, or the library's reason why the schema cannot be used. */
    sealed interface Built {
        record Ok(LibrarySchema schema) implements Built {}

        record Refused(String reason) implements Built {}
    }

    static Built build(JsonNode root, Map<String, LinearPattern> patterns) {
        try {
            Schema schema = registry(patterns).getSchema(PLACE, root);
            // Else a reference into the meta-schema that leads nowhere is found by the first value that comes to it.
            schema.initializeValidators();
            return new Built.Ok(new LibrarySchema(root, schema));
        } catch (SchemaException e) {
            return new Built.Refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<SchemaViolation> evaluate(JsonNode value, @Nullable Function<String, Placeholder> placeholders) {
        List<Error> errors;
        try {
            errors = schema.validate(value, LibrarySchema::limit);
        } catch (ValidationLimitExceededException e) {
            return List.of(Wording.limits(
                    switch (e.getLimitKind()) {
                        case EVALUATION_STEPS -> "takes more than " + MOST_STEPS + " steps to check";
                        case EVALUATION_DEPTH -> "is nested too deeply to check";
                    }));
        }
        return new LibraryErrors(root, value, new Unknowns(placeholders)).translate(errors);
    }

    private static void limit(ExecutionContext context) {
        context.executionConfig(config -> config.maxEvaluationSteps(MOST_STEPS).maxEvaluationDepth(MOST_DEPTH));
    }

    private static SchemaRegistry registry(Map<String, LinearPattern> patterns) {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                .messageSource((key, fallback, locale, arguments) -> key)
                .regularExpressionFactory(text -> expression(text, patterns))
                .build();
        SchemaLoader loader = SchemaLoader.builder()
                .allow(place -> place.toString().startsWith(References.META_SCHEMAS))
                .build();
        return SchemaRegistry.withDialect(
                dialect(),
                builder -> builder.schemaCacheEnabled(false)
                        .schemaRegistryConfig(config)
                        .schemaLoader(loader));
    }

    private static Dialect dialect() {
        return Dialect.builder(Draft202012.getInstance())
                .formats(formats -> {
                    formats.clear();
                    for (String name : Formats.NAMES) {
                        formats.put(name, new OwnFormat(name));
                    }
                })
                .build();
    }

    private static RegularExpression expression(String text, Map<String, LinearPattern> patterns) {
        LinearPattern known = patterns.get(text);
        if (known != null) {
            return known::foundIn;
        }
        return switch (LinearPattern.compile(text)) {
            case LinearPattern.Compiled.Ok ok -> ok.pattern()::foundIn;
            case LinearPattern.Compiled.Unsupported no -> throw new SchemaException(no.reason());
        };
    }

    private record OwnFormat(String name) implements Format {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return Formats.fits(name, value);
        }
    }
}
