package dev.dispatch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dispatch.problem.Issue;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code module install} refuses of zip files, always before anything is written. */
class HostileZipTest {

    @TempDir
    Path folder;

    private BundleInstalls installs;

    @BeforeEach
    void nothingIsThereYet() {
        installs = new BundleInstalls(folder);
    }

    @Test
    void aSoundBundleIsInstalled() throws IOException {
        InstalledModule module =
                installs.install(Bundles.zip("shop", "1.0.0", "a").bytes());
        assertThat(module.folder()).isEqualTo(installs.modules().resolve("shop@1.0.0"));
        assertThat(module.change()).isEqualTo(InstalledModule.Change.ADDED);
        assertThat(module.warnings()).isEmpty();
        assertThat(module.folder().resolve("assets/data.txt")).hasContent("a");
        assertThat(module.folder().resolve("artifact.json")).exists();
    }

    @Test
    void deflatedEntriesFoldersAndDescriptorsAreTaken() throws IOException {
        Map<String, byte[]> files = Bundles.files("shop", "1.0.0", "content ".repeat(100));
        ZipBytes zip = new ZipBytes();
        zip.add("assets/", new byte[0]).mode = 040755;
        files.forEach((name, bytes) -> {
            ZipBytes.Entry entry = zip.add(name, bytes).deflated();
            if (!name.equals("module.json")) {
                entry.flags |= 1 << 3;
                entry.descriptor = ZipBytes.descriptor(entry, name.equals("README.md"));
            }
        });
        assertThat(installs.install(zip.bytes()).folder().resolve("assets/data.txt"))
                .hasContent("content ".repeat(100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "assets/../../evil.txt",
                "..",
                "/etc/evil.txt",
                "C:/evil.txt",
                "C:evil.txt",
                "assets\\evil.txt",
                "..\\evil.txt",
                "a//b",
                "./a",
                "a/.",
                "nul\u0000.txt",
                "line\nfeed.txt",
                "trailing.",
                "trailing ",
                ""
            })
    void aNameThatCouldLeaveTheFolderIsRefused(String name) throws IOException {
        ZipBytes zip = Bundles.zip("shop", "1.0.0", "a");
        zip.add(name, "evil");
        assertThat(installs.refused(zip.bytes()).getFirst().message()).startsWith("The name of an entry ");
    }

    @ParameterizedTest
    @CsvSource({
        "README.md,README.md,twice",
        "readme.MD,README.md,one name",
        "ASSETS/other.txt,assets/data.txt,one name",
        "assets,assets/data.txt,both a file and a folder",
        "README.md/inside,README.md,both a file and a folder"
    })
    void namesThatClashAreRefused(String name, String there, String message) throws IOException {
        ZipBytes zip = Bundles.zip("shop", "1.0.0", "a");
        assertThat(zip.entries).anyMatch(entry -> entry.name.equals(there));
        zip.add(name, "evil");
        assertThat(installs.refused(zip.bytes()))
                .anyMatch(issue -> issue.message().contains(message));
    }

    @Test
    void namesThatDifferOnlyInTheirCompositionAreRefused() throws IOException {
        ZipBytes zip = Bundles.zip("shop", "1.0.0", "a");
        zip.add("caf\u00e9.txt", "a");
        zip.add("cafe\u0301.txt", "a");
        assertThat(installs.refused(zip.bytes()))
                .anyMatch(issue -> issue.message().contains("one name"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0120777, 020644, 060644, 010644, 0140644, 040755})
    void linksAndSpecialFilesAreRefused(int mode) throws IOException {
        assertThat(refusedAfter(zip -> zip.entries.getLast().mode = mode)
                        .getFirst()
                        .message())
                .isEqualTo("The entry is no plain file");
    }

    @Test
    void aLinkThatClaimsToComeFromAnotherSystemIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> {
                    zip.entries.getLast().mode = 0120777;
                    zip.entries.getLast().madeBy = 20;
                }))
                .hasSize(1);
    }

    @Test
    void encryptedEntriesAreRefused() throws IOException {
        assertThat(refusedAfter(zip -> zip.entries.getFirst().flags |= 1)
                        .getFirst()
                        .message())
                .isEqualTo("The entry is encrypted");
    }

    @Test
    void otherMethodsAreRefused() throws IOException {
        assertThat(refusedAfter(zip -> zip.entries.getFirst().method = 12)).hasSize(1);
    }

    @Test
    void aHeaderThatNamesAnotherFileThanTheDirectoryIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> zip.entries.getFirst().localName = "READ_E.md")
                        .getFirst()
                        .message())
                .startsWith("The zip file contradicts itself");
    }

    @Test
    void aHeaderWithAnotherSizeIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> zip.entries.getFirst().localSize = 1)).hasSize(1);
    }

    @Test
    void contentBeyondTheSizeThatIsPromisedIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> {
                            ZipBytes.Entry entry = zip.entries.getFirst();
                            entry.deflated();
                            entry.size = entry.data.length - 1L;
                            entry.localSize = entry.size;
                        })
                        .getFirst()
                        .message())
                .isEqualTo("The data of the entry is damaged");
    }

    @Test
    void contentShorterThanPromisedIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> {
                    ZipBytes.Entry entry = zip.entries.getFirst();
                    entry.deflated();
                    entry.size = entry.data.length + 1L;
                    entry.localSize = entry.size;
                }))
                .hasSize(1);
    }

    @Test
    void aWrongChecksumIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> zip.entries.getFirst().crc ^= 1)).hasSize(1);
    }

    @Test
    void compressedDataThatIsNoneIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> {
                    zip.entries.getFirst().deflated();
                    Arrays.fill(zip.entries.getFirst().packed, (byte) 0xff);
                }))
                .hasSize(1);
    }

    @Test
    void dataBeforeBetweenAndBehindTheEntriesIsRefused() throws IOException {
        byte[] some = Bundles.bytes("some data");
        assertThat(refusedAfter(zip -> zip.before = some)).hasSize(1);
        assertThat(refusedAfter(zip -> zip.beforeDirectory = some)).hasSize(1);
        assertThat(refusedAfter(zip -> zip.behind = some)).hasSize(1);
        assertThat(refusedAfter(zip -> zip.comment = some)).hasSize(1);
        assertThat(refusedAfter(zip -> zip.entries.getFirst().packed = Bundles.bytes("# shopx")))
                .isNotEmpty();
    }

    @Test
    void entriesThatShareTheirDataAreRefused() throws IOException {
        assertThat(refusedAfter(zip -> {
                    ZipBytes.Entry last = zip.entries.getLast();
                    last.offsetShift = -1;
                }))
                .hasSize(1);
    }

    @Test
    void aSecondSizeOrNameIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> zip.entries.getFirst().extra = new byte[] {1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                        .getFirst()
                        .message())
                .contains("zip64");
        assertThat(refusedAfter(zip -> zip.entries.getFirst().extra = new byte[] {0x75, 0x70, 1, 0, 0})
                        .getFirst()
                        .message())
                .contains("second name");
    }

    @Test
    void aZipFileOfSeveralPartsIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> zip.disk = 1)).hasSize(1);
    }

    @Test
    void aDirectoryWithMoreOrLessEntriesThanItsEndSaysIsRefused() throws IOException {
        assertThat(refusedAfter(zip -> zip.countInEnd = 3)).hasSize(1);
        assertThat(refusedAfter(zip -> zip.countInEnd = 5)).hasSize(1);
    }

    @Test
    void aHundredThousandEntriesAreRefusedWithoutReadingThem() throws IOException {
        assertThat(refusedAfter(zip -> zip.countInEnd = 0xffff).getFirst().message())
                .isEqualTo("It has too many entries");
    }

    @Test
    void tenThousandAndOneEntriesAreRefused() throws IOException {
        ZipBytes zip = Bundles.zip("shop", "1.0.0", "a");
        for (int i = 0; i < 9_997; i++) {
            zip.add("assets/" + i, new byte[0]);
        }
        assertThat(installs.refused(zip.bytes()).getFirst().message()).isEqualTo("It has too many entries");
    }

    @Test
    void tenGigabytesOfNothingAreRefusedWithoutUnpackingThem() throws IOException {
        ZipBytes zip = Bundles.zip("shop", "1.0.0", "a");
        for (int i = 0; i < 50; i++) {
            ZipBytes.Entry entry = zip.add("assets/zeros-" + i, new byte[1024]).deflated();
            entry.size = 200L << 20;
            entry.localSize = entry.size;
        }
        assertThat(installs.refused(zip.bytes()).getFirst().message()).contains("unpacks to far more");
        zip.entries.forEach(entry -> entry.size = entry.data.length);
        zip.entries.getLast().size = 0xfffffff0L;
        zip.entries.getLast().packed = new byte[30 << 20];
        assertThat(installs.refused(zip.bytes()).getFirst().message()).isEqualTo("The entry is too large");
    }

    @Test
    void aBundleCutOffAnywhereIsRefused() throws IOException {
        byte[] whole = Bundles.zip("shop", "1.0.0", "a").bytes();
        Path file = Files.write(folder.resolve("bundle.zip"), whole);
        try (FileChannel bundle = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int length = whole.length - 1; length >= 0; length--) {
                bundle.truncate(length);
                assertThat(installs.refusal(file).problem().issues())
                        .as("%d bytes", length)
                        .isNotEmpty();
            }
        }
        assertThat(installs.home()).doesNotExist();
    }

    @Test
    void aBundleWithAnyByteChangedIsInstalledWholeOrRefused() throws IOException {
        byte[] whole = Bundles.zip("shop", "1.0.0", "some content").bytes();
        Random random = new Random(4);
        int refusals = 0;
        for (int i = 0; i < 600; i++) {
            byte[] changed = whole.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("bundle.zip"), changed);
            try {
                Contents contents = BundleCheck.of(new ZipArchive(file), null);
                assertThat(contents.sums().keySet())
                        .containsExactly("README.md", "artifact.json", "assets/data.txt", "module.json");
            } catch (ProblemException e) {
                assertThat(e.problem().issues()).isNotEmpty();
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(200);
        assertThat(installs.home()).doesNotExist();
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThatCode(() -> installs.refused(bytes)).doesNotThrowAnyException();
        }
    }

    private List<Issue> refusedAfter(Consumer<ZipBytes> damage) throws IOException {
        ZipBytes zip = Bundles.zip("shop", "1.0.0", "a");
        damage.accept(zip);
        return installs.refused(zip.bytes());
    }

    @Test
    void whatIsNoFileIsNotOpened() {
        Path endless = Path.of("/dev/zero");
        ModuleShipping shipping = new ModuleShipping("0.1.0", new ModuleStore(installs.modules()), _ -> {
            throw new AssertionError();
        });
        assertThat(catchThrowableOfType(ProblemException.class, () -> shipping.install(endless))
                        .problem()
                        .message())
                .contains("no regular file");
        assertThat(installs.home()).doesNotExist();
    }
}
