package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.sdk.ActionResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ModuleClassesTest {

    @TempDir
    private Path folder;

    @Test
    void theSdkAndItsLibrariesAreThoseOfTheProgram() throws ClassNotFoundException {
        ModuleClasses classes = ModuleClasses.of("shop", Map.of());
        assertThat(classes.loadClass(ActionResult.class.getName())).isSameAs(ActionResult.class);
        assertThat(classes.loadClass(JsonNode.class.getName())).isSameAs(JsonNode.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.dispatch.json.Json",
                "dev.dispatch.sdkother.Thing",
                "okhttp3.OkHttpClient",
                "org.junit.jupiter.api.Test"
            })
    void nothingElseOfTheProgramIsThere(String name) {
        ModuleClasses classes = ModuleClasses.of("shop", Map.of());
        assertThatThrownBy(() -> classes.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void resourcesOfTheProgramAreNotThereAndThoseOfItsOwnJarsAre() throws IOException {
        Path jar = Sources.jar(folder.resolve("lib/a b#c.jar"), Map.of(), Map.of("data/ä b.txt", "hello"));
        try (ModuleClasses classes = ModuleClasses.open("shop", List.of(jar))) {
            assertThat(classes.getResource("dev/dispatch/schema/module.schema.json"))
                    .isNull();
            assertThat(Collections.list(classes.getResources("data/ä b.txt"))).hasSize(1);
            try (InputStream in = classes.getResourceAsStream("data/ä b.txt")) {
                assertThat(in).isNotNull();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("hello");
            }
        }
    }

    @Test
    void twoVersionsLiveSideBySide() throws ReflectiveOperationException {
        Class<?> one = ModuleClasses.of(
                        "shop", Sources.classes("public class A { public int version() { return 1; } }"))
                .loadClass("A");
        Class<?> two = ModuleClasses.of(
                        "shop", Sources.classes("public class A { public int version() { return 2; } }"))
                .loadClass("A");
        assertThat(version(one)).isEqualTo(1);
        assertThat(version(two)).isEqualTo(2);
    }

    private static Object version(Class<?> type) throws ReflectiveOperationException {
        return type.getMethod("version").invoke(type.getConstructor().newInstance());
    }

    @Test
    void theClassPathOfAManifestIsNotFollowed() throws IOException {
        Path other = Sources.jar(folder.resolve("other/b.jar"), Sources.classes("public class B {}"), Map.of());
        Path jar = Sources.jar(
                folder.resolve("lib/a.jar"),
                Map.of(),
                Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: " + other.toUri() + "\n\n"));
        try (ModuleClasses classes = ModuleClasses.open("shop", List.of(jar))) {
            assertThatThrownBy(() -> classes.loadClass("B")).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void whatIsNoJarIsAnError() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "no jar");
        assertThatThrownBy(() -> ModuleClasses.open("shop", List.of(jar))).isInstanceOf(IOException.class);
    }
}
