package dev.dispatch.schema;

import dev.dispatch.json.Pointer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled JSON Schema 2020-12; immutable, for use from many threads. All references stay inside the document. A
 * check is bounded in steps and depth: where it has to end, the one violation has the keyword {@code limits}.
 */
public final class JsonSchema {

    /** The most violations that one check reports. */
    public static final int MOST_REPORTED = 100;

    private final JsonNode source;
    private final References references;
    private final Evaluator evaluator;

    private JsonSchema(JsonNode source, References references, Evaluator evaluator) {
        this.source = source;
        this.references = references;
        this.evaluator = evaluator;
    }

    /** A schema, or every reason why it is none; the violations' pointers lead into the schema. */
    public sealed interface Compiled {
        record Ok(JsonSchema schema) implements Compiled {}

        record Invalid(List<SchemaViolation> violations) implements Compiled {
            public Invalid {
                violations = List.copyOf(violations);
            }
        }
    }

    /**
     * Checks the whole schema: shapes of keywords, references (local ones and those to the 2020-12 meta-schemas),
     * patterns, references that never end. Words that are no keywords annotate and are left alone.
     */
    public static Compiled compile(JsonNode schema) {
        SchemaReader.Reading reading = new SchemaReader(schema).read();
        if (!reading.found().isEmpty()) {
            return new Compiled.Invalid(new DocumentOrder(schema).sort(reading.found(), MOST_REPORTED));
        }
        if (!reading.needsLibrary()) {
            PlainSchema plain = new PlainSchema(schema, reading.references(), reading.patterns());
            return new Compiled.Ok(new JsonSchema(schema, reading.references(), plain));
        }
        return switch (LibrarySchema.build(schema, reading.patterns())) {
            case LibrarySchema.Built.Ok ok ->
                new Compiled.Ok(new JsonSchema(schema, reading.references(), ok.schema()));
            case LibrarySchema.Built.Refused refused ->
                new Compiled.Invalid(List.of(SchemaViolation.of(
                        Pointer.ROOT, "$schema", "cannot be used: " + Wording.cut(refused.reason()))));
        };
    }

    /** The document this was compiled from. */
    public JsonNode source() {
        return source;
    }

    /** Every way in which a value misses this schema, in document order; empty where it fits. */
    public List<SchemaViolation> validate(JsonNode value) {
        return checked(value, null);
    }

    /**
     * The same for a value whose texts may stand for what is not known yet. Reported is only what stays wrong whatever
     * becomes of those places; the whole value is to be validated once it is known.
     */
    public List<SchemaViolation> validateTemplate(JsonNode value, Function<String, Placeholder> placeholders) {
        return checked(value, placeholders);
    }

    /**
     * The value with absent members that have a {@code default} under {@code properties}: in nested objects and items,
     * through {@code $ref} and {@code allOf}, never by way of {@code anyOf}, {@code oneOf} or {@code if}. A default is
     * taken as it stands; the value given is not changed.
     */
    public JsonNode withDefaults(JsonNode value) {
        return new Defaults(references).fill(source, value);
    }

    /**
     * Reads a text typed for one member of the object this schema describes, by the member's declared types. A text
     * that fits none of them stays a text, for {@link #validate} to say so.
     */
    public JsonNode fromText(String member, String text) {
        return TextReading.of(text, new Summary(references).typesOfMember(source, member));
    }

    /** The members in one line for people, such as {@code title:string, tags?:array<string>}; else the type. */
    public String describe() {
        return new Summary(references).describe(source);
    }

    private List<SchemaViolation> checked(JsonNode value, @Nullable Function<String, Placeholder> placeholders) {
        return new DocumentOrder(value).sort(evaluator.evaluate(value, placeholders), MOST_REPORTED);
    }
}
