package dev.dispatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken and what is refused of the files of a registry. */
class TarArchiveTest {

    private static final String LONG = "assets/" + "long/".repeat(40) + "name.txt";

    @Test
    void aSoundPackageIsRead() {
        Contents contents = BundleCheck.of(new TarArchive("shop", sound().gzipped()), null);
        assertThat(contents.id()).isEqualTo(new ModuleId("shop", "1.0.0"));
        assertThat(contents.sums()).containsOnlyKeys("README.md", "artifact.json", "assets/data.txt", "module.json");
    }

    @Test
    void theManifestOfThePackageItselfIsLeftOut() {
        byte[] bytes = sound().file("package/package.json", "{}").gzipped();
        Contents contents = BundleCheck.of(new TarArchive("shop", bytes), null);
        assertThat(contents.sums()).doesNotContainKey("package.json");
        assertThat(contents.ignored()).containsExactly("package.json");
    }

    @Test
    void foldersAndTimesAndCommentsAreTaken() {
        TarBytes whole = new TarBytes()
                .entry("pax_global_header", 'g', 18, bytes("18 comment=abcdef\n"))
                .entry("package", '5', 0, new byte[0])
                .entry("package/assets/", '5', 0, new byte[0])
                .entry("times", 'x', 23, bytes("23 mtime=1700000000.12\n"));
        soundFiles().forEach((name, content) -> whole.file("package/" + name, content));
        assertThat(BundleCheck.of(new TarArchive("shop", whole.gzipped()), null).sums())
                .hasSize(4);
    }

    @Test
    void longNamesOfBothFormsAreTaken() {
        Map<String, byte[]> files = Bundles.files("shop", "1.0.0", "a");
        files.put(LONG, bytes("long"));
        Bundles.withArtifact("shop", "1.0.0", files);
        String record = "path=package/" + LONG + "\n";
        int length = record.length() + 4;
        for (boolean gnu : new boolean[] {true, false}) {
            TarBytes tar = new TarBytes();
            files.forEach((name, content) -> {
                if (name.equals(LONG)) {
                    byte[] text = gnu ? bytes("package/" + LONG + "\0") : bytes(length + " " + record);
                    tar.entry(gnu ? "././@LongLink" : "pax", gnu ? 'L' : 'x', text.length, text);
                }
                tar.file("package/" + name, content);
            });
            assertThat(BundleCheck.of(new TarArchive("shop", tar.gzipped()), null)
                            .sums())
                    .containsKey(LONG);
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '6', '7', 'K', 'S', 'D', 'V'})
    void linksAndSpecialFilesAreRefused(char type) {
        byte[] bytes = sound().entry("package/link", type, 0, new byte[0]).gzipped();
        assertThat(refused(bytes).getFirst().message()).isEqualTo("The entry is no plain file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "evil",
                "/evil",
                "package/../../evil",
                "package/../evil",
                "package//evil",
                "package/a\\b",
                "packages/evil",
                "package/README.md",
                "package/readme.md"
            })
    void namesThatLeaveThePackageOrClashAreRefused(String name) {
        assertThat(refused(sound().file(name, "evil").gzipped())).isNotEmpty();
    }

    @Test
    void aLongNameThatLeavesThePackageIsRefused() {
        byte[] text = bytes("package/../../evil\0");
        byte[] bytes = sound().entry("././@LongLink", 'L', text.length, text)
                .file("package/harmless", "evil")
                .gzipped();
        assertThat(refused(bytes).getFirst().message()).contains("leaves its folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"19 linkpath=/etc/x\n", "11 size=999\n", "99 path=x\n", "0 path=x\n", "9 path=x\n9 path=y\n", "x"
            })
    void extendedHeadersThatChangeMoreThanANameAreRefused(String records) {
        byte[] text = bytes(records);
        assertThat(refused(sound().entry("pax", 'x', text.length, text)
                        .file("package/file", "a")
                        .gzipped()))
                .isNotEmpty();
    }

    @Test
    void aHeaderThatWasChangedIsRefused() {
        byte[] block = new byte[512];
        Arrays.fill(block, 0, 100, (byte) 'a');
        assertThat(refused(sound().raw(block).gzipped()).getFirst().message())
                .isEqualTo("A header of the tar file is damaged");
    }

    @Test
    void anEntryThatClaimsToBeHugeIsRefused() {
        byte[] bytes = sound().entry("package/huge", '0', 1L << 32, new byte[0]).gzipped();
        assertThat(refused(bytes).getFirst().message()).isEqualTo("The entry is too large");
    }

    @Test
    void zerosThatWerePackedWellAreRefusedBeforeTheyAreUnpacked() {
        byte[] bytes = sound().entry("package/zeros", '0', 200L << 20, new byte[4 << 20])
                .gzipped();
        assertThat(refused(bytes).getFirst().message()).contains("unpacks to far more");
        byte[] behind = sound().raw(new byte[8 << 20]).gzipped();
        assertThat(refused(behind).getFirst().message()).contains("unpacks to far more");
    }

    @Test
    void whatFollowsTheEndIsRefused() {
        byte[] bytes = sound().raw(new byte[1024]).raw(bytes("more")).gzipped();
        assertThat(refused(bytes).getFirst().message()).isEqualTo("Something follows the end of the tar file");
    }

    @Test
    void aFileCutOffAnywhereIsRefused() {
        assertThat(refused(sound().cutOff())).isNotEmpty();
        byte[] whole = sound().gzipped();
        for (int length = 0; length < whole.length; length += 3) {
            assertThat(refused(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isNotEmpty();
        }
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            assertThat(refused(bytes)).isNotEmpty();
            assertThat(refused(new TarBytes().raw(bytes).gzipped())).isNotEmpty();
        }
    }

    private static Map<String, byte[]> soundFiles() {
        return Bundles.files("shop", "1.0.0", "a");
    }

    private static TarBytes sound() {
        TarBytes tar = new TarBytes();
        soundFiles().forEach((name, content) -> tar.file("package/" + name, content));
        return tar;
    }

    private static List<Issue> refused(byte[] bytes) {
        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> BundleCheck.of(new TarArchive("shop", bytes), null));
        assertThat(refusal).isNotNull();
        return refusal.problem().issues();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
