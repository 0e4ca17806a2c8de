package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.testkit.NeedsServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run in a real browser. */
@NeedsServer(value = "chromium", install = "apt-get install chromium")
class ReportPageTest {

    private static final String OPEN_EVERYTHING = """
            for (let i = 0; i < 6; i++) {
              document.querySelectorAll('[aria-expanded=false] > .row').forEach(row => row.click());
            }
            document.querySelectorAll('.more-about').forEach(button => button.click());
            document.querySelectorAll('details').forEach(part => { part.open = true; });
            """;

    @TempDir
    private Path folder;

    private ReportedRuns runs;
    private Chromium browser;

    @BeforeEach
    void start() throws IOException {
        runs = new ReportedRuns(folder);
        browser = new Chromium(folder);
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    /** A copy without the page's policy, which would refuse a script of ours as that of anybody. */
    private Path doing(Path page, String script) throws IOException {
        String text = Files.readString(page);
        int policy = text.indexOf("<meta http-equiv");
        text = text.substring(0, policy) + text.substring(text.indexOf('>', policy) + 1);
        return Files.writeString(
                folder.resolve("doing.html"), text.replace("</body>", "<script>" + script + "</script></body>"));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void itShowsEachStepAttemptTryPassAndCall() throws Exception {
        runs.everything();
        String dom = browser.dom(runs.report("html"));
        assertThat(dom).contains("data-ready=\"true\"").contains("<title>FAILED reported</title>");
        assertThat(dom)
                .contains(">attempt 2<")
                .contains(">try 3<")
                .contains(">[2]<")
                .contains(">redirect<");
        assertThat(dom).contains("Expectation failed: $.body.id eq 2 =&gt; false, actual 1");
        assertThat(count(dom, "role=\"treeitem\"")).isEqualTo(20);
        Matcher left = Pattern.compile("class=\"span[^>]*left: ([0-9.]+)%").matcher(dom);
        Set<String> places = new HashSet<>();
        while (left.find()) {
            places.add(left.group(1));
        }
        assertThat(places).as("bars begin where their calls do").hasSizeGreaterThan(8);
    }

    @Test
    void whatOpensHasRequestAndResponseAndNothingOfThemRuns() throws Exception {
        runs.everything();
        String dom = browser.dom(doing(runs.report("html"), OPEN_EVERYTHING));
        assertThat(dom).contains("<title>FAILED reported</title>");
        assertThat(dom)
                .contains("\"note\": \"&lt;/script&gt;&lt;script&gt;document.title='owned'&lt;/script&gt;&lt;!--\"");
        assertThat(dom).contains("Binary: application/octet-stream, 1.0 KiB, calls/");
        assertThat(dom).contains("The beginning only; the whole: application/json, 97.7 KiB, calls/");
        assertThat(dom).contains("<dt>content-type</dt>").contains("curl -X POST http://127.0.0.1:");
        assertThat(dom).contains("✗ $.body.id eq 2, actual 1");
    }

    @Test
    void aSearchAndAFilterLeaveWhatMatchesWithWhatIsAroundIt() throws Exception {
        runs.everything();
        Path page = runs.report("html");
        String found = browser.dom(doing(page, """
                const field = document.querySelector('input[type=search]');
                field.value = 'USERS/3';
                field.dispatchEvent(new Event('input'));
                """));
        assertThat(found).contains("1 found");
        assertThat(rows(found)).containsExactly("each", "[2]");
        String failed = browser.dom(doing(page, "document.querySelector('[aria-pressed]').click();"));
        assertThat(rows(failed)).containsExactly("flaky", "attempt 1", "wrong");
    }

    /** The names in the tree, from top to bottom. */
    private static List<String> rows(String dom) {
        return Pattern.compile("class=\"id\"[^>]*>([^<]*)<")
                .matcher(dom)
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void aLoopOfAThousandIsFoldedAndOpensInParts() throws Exception {
        runs.loop(1_000);
        Path page = runs.report("html");
        String dom = browser.dom(page);
        assertThat(dom).contains("1000 passes");
        assertThat(count(dom, "role=\"treeitem\"")).isEqualTo(2);
        String open = browser.dom(doing(page, "document.querySelectorAll('.row')[1].click();"));
        assertThat(count(open, "role=\"treeitem\"")).isEqualTo(102);
        assertThat(open).contains("Show 100 more of 900");
    }

    @Test
    void theKeyboardOpensAndLeadsOn() throws Exception {
        runs.loop(2);
        String dom = browser.dom(doing(runs.report("html"), """
                const press = key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
                document.querySelector('[role=treeitem]').focus();
                press('Enter');
                press('ArrowDown');
                document.title = document.activeElement.querySelector('.id').textContent + ' '
                  + document.querySelectorAll('.panel').length;
                """));
        assertThat(dom).contains("<title>each 1</title>");
    }

    @Test
    void thePictureIsNotEmptyOnAScreenAndOnAPhone() throws Exception {
        runs.everything();
        Path page = runs.report("html");
        assertThat(colours(browser.picture(page, 1280, 900))).isGreaterThan(30);
        assertThat(colours(browser.picture(page, 400, 900))).isGreaterThan(30);
        String wide = browser.dom(doing(page, OPEN_EVERYTHING + """
                document.title = document.documentElement.scrollWidth <= innerWidth ? 'fits' : 'wider than the screen';
                """));
        assertThat(wide).contains("<title>fits</title>");
    }

    private static int colours(Path picture) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }
}
