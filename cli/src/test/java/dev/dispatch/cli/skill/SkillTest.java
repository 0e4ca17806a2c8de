package dev.dispatch.cli.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.cli.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkillTest {

    @TempDir
    private Path folder;

    @Test
    void theVersionStandsBelowMetadata() {
        assertThat(Skill.version("""
                ---
                name: dispatch
                version: "9"
                metadata:
                  author: somebody
                  version: "1.2.3"
                ---
                version: 4
                """)).contains("1.2.3");
        assertThat(Skill.version("---\r\nmetadata:\r\n  version: 7\r\n---\r\n")).contains("7");
        assertThat(Skill.version("---\nmetadata:\n  version: '2'\n---\n")).contains("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# dispatch",
                "---\nname: dispatch\n---\n",
                "---\nversion: 1\n---\n",
                "---\nmetadata:\n  version:\n---\n",
                "---\nmetadata:\nname: x\n  version: 1\n---\n",
                "---\nname: x\n---\nmetadata:\n  version: 1\n"
            })
    void withoutAVersionThereIsNone(String text) {
        assertThat(Skill.version(text)).isEmpty();
    }

    @Test
    void theOneThatShipsHasAVersion() {
        assertThat(Skill.read(Optional.of(Terminal.ROOT)).version()).isNotBlank();
    }

    @Test
    void aMissingOneSaysWhere() throws Exception {
        assertThatThrownBy(() -> Skill.read(Optional.of(folder)))
                .hasMessage("Cannot read " + folder.resolve("SKILL.md") + ": it is not part of this distribution");
        assertThatThrownBy(() -> Skill.read(Optional.empty())).hasMessageContaining("not started from a distribution");
        Files.write(folder.resolve("SKILL.md"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> Skill.read(Optional.of(folder))).hasMessageContaining("is not text in UTF-8");
    }
}
