package dev.dispatch.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentListTest {

    @TempDir
    private Path folder;

    @Test
    void onlyLibrariesKeepTheirSums() throws IOException {
        Path made = Files.writeString(folder.resolve("bom.json"), """
                {"bomFormat": "CycloneDX", "components": [
                  {"group": "dev.dispatch", "name": "dispatch-core", "version": "1", "hashes": [{"alg": "MD5"}]},
                  {"group": "org.example", "name": "library", "version": "2", "hashes": [{"alg": "MD5"}]},
                  {"name": "without a group", "hashes": [{"alg": "MD5"}]}]}
                """);
        Path target = folder.resolve("list.json");

        ComponentList.write(made, target);

        assertThat(Json.parse(Files.readString(target))).isEqualTo(Json.parse("""
                {"bomFormat": "CycloneDX", "components": [
                  {"group": "dev.dispatch", "name": "dispatch-core", "version": "1"},
                  {"group": "org.example", "name": "library", "version": "2", "hashes": [{"alg": "MD5"}]},
                  {"name": "without a group", "hashes": [{"alg": "MD5"}]}]}
                """));
    }

    @Test
    void aListThatWasNotMadeIsMissedWithItsReason() {
        assertThatThrownBy(() -> ComponentList.write(folder.resolve("bom.json"), folder.resolve("list.json")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("bom.json")
                .hasMessageContaining("offline");
    }
}
