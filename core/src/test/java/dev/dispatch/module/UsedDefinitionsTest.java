package dev.dispatch.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import org.junit.jupiter.api.Test;

class UsedDefinitionsTest {

    private static final String DEFINITIONS =
            "{\"a\":{\"$ref\":\"#/$defs/c\"},\"b\":{},\"c\":{\"items\":{\"$ref\":\"#/$defs/c\"}}}";

    @Test
    void onlyWhatIsReferredToComesAlong() {
        assertThat(new UsedDefinitions(Json.parse(DEFINITIONS))
                        .usedBy(Json.parse("{\"properties\":{\"x\":{\"anyOf\":[{\"$ref\":\"#/$defs/a\"}]}}}"))
                        .propertyNames())
                .containsExactly("a", "c");
    }

    @Test
    void aSchemaThatRefersToNothingHasNone() {
        assertThat(new UsedDefinitions(Json.parse(DEFINITIONS)).usedBy(Json.parse("{\"type\":\"object\"}")))
                .isEmpty();
    }
}
