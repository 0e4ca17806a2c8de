package dev.dispatch.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.shape.ComponentNotes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompiledModuleTest {

    private static final CompiledModule MODULE = new CompiledModule(
            new DescribedModule("shop", "1.0.0", "acme.Shop", List.of(), ComponentNotes.NONE),
            new TreeMap<>(Map.of("acme.Shop", bytes("first class"), "acme.Shop$Item", bytes("second class"))));

    @Test
    void itsJarHoldsAllOfIt() {
        CompiledModule read = CompiledModule.ofJar(MODULE.toJar()).orElseThrow();
        assertThat(read.description()).isEqualTo(MODULE.description());
        assertThat(read.classes().keySet()).isEqualTo(MODULE.classes().keySet());
        assertThat(read.classes().get("acme.Shop$Item")).isEqualTo(bytes("second class"));
    }

    @Test
    void aJarThatWasCutAnywhereBeforeItsDirectoryIsNone() {
        byte[] jar = MODULE.toJar();
        int directory = indexOf(jar, new byte[] {'P', 'K', 1, 2});
        for (int length = 0; length < directory; length++) {
            assertThat(CompiledModule.ofJar(Arrays.copyOf(jar, length)))
                    .as("cut after " + length + " bytes")
                    .isEmpty();
        }
    }

    @Test
    void aChangedByteOfAClassOrOfTheDescriptionIsNoticed() {
        byte[] jar = MODULE.toJar();
        for (byte[] part : List.of(bytes("second class"), bytes("\"acme.Shop\""))) {
            byte[] changed = jar.clone();
            changed[indexOf(jar, part) + 3] ^= 1;
            assertThat(CompiledModule.ofJar(changed)).isEmpty();
        }
    }

    @Test
    void whatIsNoJarOfThisKindIsNone() {
        assertThat(CompiledModule.ofJar(bytes("not a jar"))).isEmpty();
        assertThat(CompiledModule.described(bytes("{\"format\": 99, \"module\": {}}")))
                .isEmpty();
        assertThat(CompiledModule.described(bytes("{\"format\": 1, \"module\": {\"name\": 7}}")))
                .isEmpty();
        assertThat(CompiledModule.described(bytes("{"))).isEqualTo(Optional.empty());
    }

    @Test
    void theBytesDoNotDependOnTheOrderInWhichClassesWereMade() {
        TreeMap<String, byte[]> reversed = new TreeMap<>(java.util.Comparator.reverseOrder());
        reversed.putAll(MODULE.classes());
        TreeMap<String, byte[]> again = new TreeMap<>();
        reversed.forEach(again::put);
        assertThat(new CompiledModule(MODULE.description(), again).toJar()).isEqualTo(MODULE.toJar());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i <= all.length - part.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }
}
