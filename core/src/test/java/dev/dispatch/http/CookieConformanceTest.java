package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.ConformanceData;
import dev.dispatch.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The cookie suite of the IETF's http-state group. */
class CookieConformanceTest {

    private static final String SET_AT = "http://home.example.org:8888/cookie-parser?";
    private static final String SENT_TO = "http://home.example.org:8888/cookie-parser-result?";

    /** Before the dates that the suite takes for future ones. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2012-01-01T00:00:00Z"));

    /** Where RFC 6265bis asks for something else than the suite, with the section that does. */
    private static final Map<String, String> DEVIATIONS = Map.of(
            "DISABLED_CHROMIUM0022", "RFC 6265bis, section 5.6, step 1: a control character ends it all",
            "DISABLED_CHROMIUM0023", "RFC 6265bis, section 5.6, step 1: a control character ends it all",
            "DISABLED_PATH0029", "RFC 6265bis, section 5.1.4: paths are compared as they are, not decoded");

    @Test
    void everyCaseOfTheSuitePassesButTheNamedDeviations() throws IOException {
        JsonNode cases = read("cookies/parser.json");
        Map<String, String> failed = new TreeMap<>();
        for (JsonNode test : cases) {
            String sent = sent(test);
            if (!sent.equals(expected(test))) {
                failed.put(test.get("test").stringValue(), sent + " instead of " + expected(test));
            }
        }
        assertThat(cases.size()).isEqualTo(222);
        assertThat(failed.keySet()).as("%s", failed).isEqualTo(new TreeMap<>(DEVIATIONS).keySet());
    }

    @Test
    void theExamplesOfDatesAreRead() throws IOException {
        assertThat(unreadDates(read("cookies/dates-examples.json"))).isEmpty();
    }

    @Test
    void theDatesOfBrowsersAreRead() throws IOException {
        assertThat(unreadDates(read("cookies/dates-bsd.json"))).isEmpty();
    }

    private static String sent(JsonNode test) {
        CookieJar jar = new CookieJar(CLOCK);
        List<String> lines = new ArrayList<>();
        test.get("received").forEach(line -> lines.add(line.stringValue()));
        jar.receive(SET_AT + test.get("test").stringValue(), lines);
        String to = test.has("sent-to") ? test.get("sent-to").stringValue() : SENT_TO;
        HttpUrl url = HttpUrl.get(SENT_TO).resolve(to);
        return jar.header(url.toString()).orElse("");
    }

    private static String expected(JsonNode test) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode cookie : test.get("sent")) {
            pairs.add(
                    cookie.get("name").stringValue() + "=" + cookie.get("value").stringValue());
        }
        return String.join("; ", pairs);
    }

    private static List<String> unreadDates(JsonNode cases) {
        DateTimeFormatter form = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        List<String> wrong = new ArrayList<>();
        for (JsonNode test : cases) {
            String text = test.get("test").stringValue();
            String read = CookieDate.parse(text).map(form::format).orElse("none");
            String wanted = test.get("expected").isNull()
                    ? "none"
                    : test.get("expected").stringValue();
            if (!read.equals(wanted)) {
                wrong.add(text + " was read as " + read);
            }
        }
        assertThat(cases.size()).isGreaterThan(10);
        return wrong;
    }

    private static JsonNode read(String relative) throws IOException {
        Path file = ConformanceData.file(relative);
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (!line.stripLeading().startsWith("//")) {
                text.append(line).append('\n');
            }
        }
        return Json.parse(text.toString());
    }
}
