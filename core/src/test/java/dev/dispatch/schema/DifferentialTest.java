package dev.dispatch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Holds {@link PlainSchema} to the library over generated schemas and values. */
class DifferentialTest {

    private static final int SCHEMAS = 1_500;
    private static final int VALUES = 15;

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300, 4000})
    void plainSchemasAndTheLibraryFindTheSame(long seed) {
        int fitting = 0;
        int missing = 0;
        SchemaGenerator generator = new SchemaGenerator(new Random(seed), false);
        for (int i = 0; i < SCHEMAS; i++) {
            JsonNode schema = generator.schema();
            SchemaReader.Reading reading = new SchemaReader(schema).read();
            assertThat(reading.found()).as(Json.compact(schema)).isEmpty();
            assertThat(reading.needsLibrary()).as(Json.compact(schema)).isFalse();
            for (int j = 0; j < VALUES; j++) {
                JsonNode value = generator.value(schema);
                List<SchemaViolation> plain = plain(schema, value, reading);
                assertThat(plain)
                        .as("%s on %s", Json.compact(schema), Json.compact(value))
                        .isEqualTo(library(schema, value, reading));
                fitting += plain.isEmpty() ? 1 : 0;
                missing += plain.isEmpty() ? 0 : 1;
            }
        }
        assertThat(fitting).isGreaterThan(SCHEMAS);
        assertThat(missing).isGreaterThan(SCHEMAS);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 60, 700, 8000})
    void withChoicesAndConditionsTheVerdictIsTheSame(long seed) {
        int fitting = 0;
        int missing = 0;
        SchemaGenerator generator = new SchemaGenerator(new Random(seed), true);
        for (int i = 0; i < SCHEMAS; i++) {
            JsonNode schema = generator.schema();
            SchemaReader.Reading reading = new SchemaReader(schema).read();
            assertThat(reading.found()).as(Json.compact(schema)).isEmpty();
            for (int j = 0; j < VALUES; j++) {
                JsonNode value = generator.value(schema);
                boolean fits = plain(schema, value, reading).isEmpty();
                assertThat(fits)
                        .as("%s on %s", Json.compact(schema), Json.compact(value))
                        .isEqualTo(library(schema, value, reading).isEmpty());
                fitting += fits ? 1 : 0;
                missing += fits ? 0 : 1;
            }
        }
        assertThat(fitting).isGreaterThan(SCHEMAS);
        assertThat(missing).isGreaterThan(SCHEMAS);
    }

    /** What is told of a template must still be told whatever its places become. */
    @ParameterizedTest
    @ValueSource(longs = {9, 91, 912})
    void nothingIsToldOfATemplateThatAFittingValueCouldMend(long seed) {
        Random random = new Random(seed);
        SchemaGenerator generator = new SchemaGenerator(random, true);
        int fitting = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            JsonNode schema = generator.schema();
            SchemaReader.Reading reading = new SchemaReader(schema).read();
            for (int j = 0; j < VALUES; j++) {
                JsonNode value = generator.value(schema);
                if (plain(schema, value, reading).isEmpty()) {
                    fitting++;
                    JsonNode template = generator.withPlaceholders(value);
                    assertThat(new PlainSchema(schema, reading.references(), reading.patterns())
                                    .evaluate(template, Schemas::placeholder))
                            .as("%s on %s", Json.compact(schema), Json.compact(template))
                            .isEmpty();
                    assertThat(evaluator(schema, reading).evaluate(template, Schemas::placeholder))
                            .as("%s on %s, library", Json.compact(schema), Json.compact(template))
                            .isEmpty();
                }
            }
        }
        assertThat(fitting).isGreaterThan(SCHEMAS);
    }

    private static List<SchemaViolation> plain(JsonNode schema, JsonNode value, SchemaReader.Reading reading) {
        PlainSchema plain = new PlainSchema(schema, reading.references(), reading.patterns());
        return new DocumentOrder(value).sort(plain.evaluate(value, null), 1000);
    }

    private static List<SchemaViolation> library(JsonNode schema, JsonNode value, SchemaReader.Reading reading) {
        return new DocumentOrder(value).sort(evaluator(schema, reading).evaluate(value, null), 1000);
    }

    private static LibrarySchema evaluator(JsonNode schema, SchemaReader.Reading reading) {
        return switch (LibrarySchema.build(schema, reading.patterns())) {
            case LibrarySchema.Built.Ok ok -> ok.schema();
            case LibrarySchema.Built.Refused refused -> throw new AssertionError(refused.reason());
        };
    }
}
