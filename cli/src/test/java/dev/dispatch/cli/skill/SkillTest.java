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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# dispatch",
                "---\nname: dispatch\ndescription: d\n---\n",
                "---\nname: dispatch\ndescription: d\nversion: 1\n---\n",
                "---\nname: dispatch\nmetadata:\n  version: 1\n---\n",
                "---\ndescription: d\nmetadata:\n  version: 1\n---\n",
            })
    void aHeadNamesTheSkillSaysWhatItIsForAndHasAVersion(String text) throws Exception {
        Files.writeString(folder.resolve("SKILL.md"), text);
        assertThatThrownBy(() -> Skill.shipped(Optional.of(folder))).hasMessageContaining("has no proper head");
    }

    @Test
    void theOneThatShipsIsWhole() {
        Skill skill = Skill.shipped(Optional.of(Terminal.ROOT));
        assertThat(skill.name()).isEqualTo("dispatch");
        assertThat(skill.version()).isNotBlank();
    }

    @Test
    void aMissingOneSaysWhere() throws Exception {
        assertThatThrownBy(() -> Skill.shipped(Optional.of(folder)))
                .hasMessage("Cannot read " + folder.resolve("SKILL.md") + ": it is not part of this distribution");
        assertThatThrownBy(() -> Skill.shipped(Optional.empty()))
                .hasMessageContaining("not started from a distribution");
        Files.write(folder.resolve("SKILL.md"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> Skill.shipped(Optional.of(folder))).hasMessageContaining("is not text in UTF-8");
    }
}
