package dev.dispatch.cli.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {

    @Test
    void scalarsAreReadWithAndWithoutQuotesAndOneLevelDeep() {
        FrontMatter head = FrontMatter.of("""
                ---
                name: dispatch
                # a comment
                description: "Runs workflows: all of them"
                license: 'Apache-2.0'

                metadata:
                  version: "1.0.0"
                  author: acme
                allowed-tools: Bash(dispatch:*) Read
                ---

                # Body
                ---
                """);
        assertThat(head.fault()).isEmpty();
        assertThat(head.members())
                .isEqualTo(Map.of(
                        "name", "dispatch",
                        "description", "Runs workflows: all of them",
                        "license", "Apache-2.0",
                        "metadata.version", "1.0.0",
                        "metadata.author", "acme",
                        "allowed-tools", "Bash(dispatch:*) Read"));
        assertThat(head.body()).isEqualTo("\n# Body\n---");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# no head",
                "---\nname: a\n",
                "---\nname\n---\n",
                "---\nname:a\n---\n",
                "---\n  name: a\n---\n",
                "---\nname: a\n  below: b\n---\n",
                "---\nname: a\nname: b\n---\n",
                "---\nname: [a]\n---\n",
                "---\nname: |\n---\n",
                "---\nname: a: b\n---\n",
                "---\nname: \"a\n---\n",
                "---\nname: 'it''s'\n---\n",
                "---\n- a\n---\n"
            })
    void whatIsNotReadIsAFault(String document) {
        FrontMatter head = FrontMatter.of(document);
        assertThat(head.fault()).isNotEmpty();
        assertThat(head.members()).isEmpty();
    }
}
