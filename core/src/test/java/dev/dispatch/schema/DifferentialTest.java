package dev.dispatch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Holds {@link PlainSchema} to the library over generated schemas and values. */
class DifferentialTest {

    private static final int SCHEMAS = 400;
    private static final int VALUES = 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 300})
    void plainSchemasAndTheLibraryFindTheSame(long seed) {
        int fitting = 0;
        int missing = 0;
        SchemaGenerator generator = new SchemaGenerator(new Random(seed), false);
        for (int i = 0; i < SCHEMAS; i++) {
            JsonNode schema = generator.schema();
            SchemaReader.Reading reading = new SchemaReader(schema).read();
            assertThat(reading.found()).as(Json.compact(schema)).isEmpty();
            assertThat(reading.needsLibrary()).as(Json.compact(schema)).isFalse();
            LibrarySchema library = build(schema, reading);
            for (int j = 0; j < VALUES; j++) {
                JsonNode value = generator.value(schema);
                List<SchemaViolation> plain = plain(schema, value, reading);
                assertThat(withoutBoundsBesideType(plain))
                        .as("%s on %s", Json.compact(schema), Json.compact(value))
                        .isEqualTo(withoutBoundsBesideType(library(library, value)));
                fitting += plain.isEmpty() ? 1 : 0;
                missing += plain.isEmpty() ? 0 : 1;
            }
        }
        assertThat(fitting).isGreaterThan(SCHEMAS);
        assertThat(missing).isGreaterThan(SCHEMAS);
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 8000})
    void withChoicesAndConditionsTheVerdictIsTheSame(long seed) {
        int fitting = 0;
        int missing = 0;
        SchemaGenerator generator = new SchemaGenerator(new Random(seed), true);
        for (int i = 0; i < SCHEMAS; i++) {
            JsonNode schema = generator.schema();
            SchemaReader.Reading reading = new SchemaReader(schema).read();
            assertThat(reading.found()).as(Json.compact(schema)).isEmpty();
            LibrarySchema library = build(schema, reading);
            for (int j = 0; j < VALUES; j++) {
                JsonNode value = generator.value(schema);
                boolean fits = plain(schema, value, reading).isEmpty();
                assertThat(fits)
                        .as("%s on %s", Json.compact(schema), Json.compact(value))
                        .isEqualTo(library(library, value).isEmpty());
                fitting += fits ? 1 : 0;
                missing += fits ? 0 : 1;
            }
        }
        assertThat(fitting).isGreaterThan(SCHEMAS);
        assertThat(missing).isGreaterThan(SCHEMAS);
    }

    /** What is told of a template must still be told whatever its places become. */
    @ParameterizedTest
    @ValueSource(longs = {9, 912})
    void nothingIsToldOfATemplateThatAFittingValueCouldMend(long seed) {
        Random random = new Random(seed);
        SchemaGenerator generator = new SchemaGenerator(random, true);
        int fitting = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            JsonNode schema = generator.schema();
            SchemaReader.Reading reading = new SchemaReader(schema).read();
            LibrarySchema library = build(schema, reading);
            for (int j = 0; j < VALUES; j++) {
                JsonNode value = generator.value(schema);
                if (plain(schema, value, reading).isEmpty()) {
                    fitting++;
                    JsonNode template = generator.withPlaceholders(value);
                    assertThat(new PlainSchema(schema, reading.references(), reading.patterns())
                                    .evaluate(template, Schemas::placeholder))
                            .as("%s on %s", Json.compact(schema), Json.compact(template))
                            .isEmpty();
                    assertThat(library.evaluate(template, Schemas::placeholder))
                            .as("%s on %s, library", Json.compact(schema), Json.compact(template))
                            .isEmpty();
                }
            }
        }
        assertThat(fitting).isGreaterThan(SCHEMAS);
    }

    /** The library rounds a number before it compares where the type is integer, and so misses a bound at times. */
    private static List<SchemaViolation> withoutBoundsBesideType(List<SchemaViolation> violations) {
        return violations.stream()
                .filter(violation ->
                        !violation.keyword().toLowerCase(Locale.ROOT).endsWith("imum")
                                || violations.stream()
                                        .noneMatch(other -> other.keyword().equals("type")
                                                && other.pointer().equals(violation.pointer())))
                .toList();
    }

    private static List<SchemaViolation> plain(JsonNode schema, JsonNode value, SchemaReader.Reading reading) {
        PlainSchema plain = new PlainSchema(schema, reading.references(), reading.patterns());
        return new DocumentOrder(value).sort(plain.evaluate(value, null), 1000);
    }

    private static List<SchemaViolation> library(LibrarySchema library, JsonNode value) {
        return new DocumentOrder(value).sort(library.evaluate(value, null), 1000);
    }

    private static LibrarySchema build(JsonNode schema, SchemaReader.Reading reading) {
        return switch (LibrarySchema.build(schema, reading.patterns())) {
            case LibrarySchema.Built.Ok ok -> ok.schema();
            case LibrarySchema.Built.Refused refused -> throw new AssertionError(refused.reason());
        };
    }
}
