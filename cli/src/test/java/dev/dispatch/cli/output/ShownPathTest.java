package dev.dispatch.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShownPathTest {

    private static final Path FOLDER = Path.of("/work/shop");

    @Test
    void aPathBelowTheFolderIsShownFromThere() {
        assertThat(ShownPath.in(FOLDER, "/work/shop/jobs/order.json")).isEqualTo("jobs/order.json");
    }

    @Test
    void everyOtherPathIsShownAsItIs() {
        for (String path : new String[] {"/work/shop", "/work/shopping/order.json", "/work", "order.json", "a\0b"}) {
            assertThat(ShownPath.in(FOLDER, path)).isEqualTo(path);
        }
    }
}
