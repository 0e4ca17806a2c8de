package dev.dispatch.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPomTest {

    @TempDir
    private Path folder;

    @Test
    void eachDependencyHasItsVersionAndThoseOfTestsAreLeftOut() throws IOException {
        String pom = pom("library", "");

        assertThat(pom)
                .contains("<artifactId>kit</artifactId>\n  <version>0.1.0</version>", "<name>a kit</name>")
                .contains("<artifactId>library</artifactId>\n      <version>2.3</version>")
                .contains("<artifactId>dispatch-core</artifactId>\n      <version>0.1.0</version>")
                .doesNotContain("<parent>", "tester");
    }

    @Test
    void aLibraryThatIsNoComponentIsNamed() {
        assertThatThrownBy(() -> pom("another", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("org.example:another");
    }

    @Test
    void whatIsNoPomIsNamed() {
        assertThatThrownBy(() -> pom("library", "<"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pom.xml cannot be read");
    }

    private String pom(String needed, String end) throws IOException {
        Path components = Files.writeString(folder.resolve("list.json"), """
                {"components": [{"group": "org.example", "name": "library", "version": "2.3"}]}
                """);
        Path module = Files.writeString(folder.resolve("pom.xml"), """
                <project>
                  <parent><artifactId>parent</artifactId></parent>
                  <artifactId>kit</artifactId>
                  <name>a kit</name>
                  <dependencies>
                    <dependency><groupId>dev.dispatch</groupId><artifactId>dispatch-core</artifactId></dependency>
                    <dependency><groupId>org.example</groupId><artifactId>%s</artifactId></dependency>
                    <dependency><groupId>org.example</groupId><artifactId>tester</artifactId><scope>test</scope></dependency>
                  </dependencies>
                </project>%s
                """.formatted(needed, end));
        return new LibraryPom("0.1.0", components).of(module);
    }
}
