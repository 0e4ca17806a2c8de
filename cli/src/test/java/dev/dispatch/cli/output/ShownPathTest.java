package dev.dispatch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShownPathTest {

    private static final Path FOLDER = Path.of("/home/ada/shop");

    @Test
    void aPathBelowTheFolderIsShownFromThere() {
        assertThat(ShownPath.in(FOLDER, "/home/ada/shop/jobs/order.json")).isEqualTo("jobs/order.json");
    }

    @Test
    void everyOtherPathIsShownAsItIs() {
        for (String path :
                new String[] {"/home/ada/shop", "/home/ada/shopping/order.json", "/home/ada", "order.json", "a\0b"}) {
            assertThat(ShownPath.in(FOLDER, path)).isEqualTo(path);
        }
    }
}
