package dev.dispatch.http;

import dev.dispatch.fuzz.Corpus;
import dev.dispatch.fuzz.FuzzTarget;
import dev.dispatch.fuzz.Refused;
import dev.dispatch.policy.Policies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** What servers answer, and the files and addresses that a connection is made with. */
public final class HttpTargets {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-06T16:21:16Z"));
    private static final String URL = "http://home.example.org:8888/cookie-parser/a/b";
    private static final int MOST_DECODED = 8 * 1024 * 1024;

    private static final List<String> COOKIES = List.of(
            "foo=bar; Expires=Fri, 07 Aug 2029 08:04:19 GMT; Path=/; Domain=example.org; Secure; HttpOnly",
            "a=b; Max-Age=10000\nc=\"d e\"; SameSite=Lax",
            "__Host-x=y; Path=/; Secure",
            "x=; expires=Thu, 01-Jan-1970 00:00:10 GMT");

    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBczCCARmgAwIBAgIUB0InIvUJ8GSf4Q2rLK7CGZBDSLYwCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEZnV6ejAeFw0yNjExMjMxOTMyMzBaFw0zNjExMjAxOTMyMzBa
            MA8xDTALBgNVBAMMBGZ1enowWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQK7X91
            5aWK23fHHL4p7pr+A2Q1cLDnbc1d+jdCg6CLhKEUh5PSN0cPzIUJ/rlkkfGgTR9V
            DTkUV9Olep5Zm3jNo1MwUTAdBgNVHQ4EFgQUSIbRXR6vaoyHn6vy6boKzTYvP9ow
            HwYDVR0jBBgwFoAUSIbRXR6vaoyHn6vy6boKzTYvP9owDwYDVR0TAQH/BAUwAwEB
            /zAKBggqhkjOPQQDAgNIADBFAiEA4I2ICZL2sGJth7l2CNv7YE9DJQ2xhZ5+6CXm
            bT4d0PwCIEnpHcNU0BdF5UtoOGTI73668GlQH2Jg3D3JY/OMlYUM
            -----END CERTIFICATE-----
            """;

    /** The key of that certificate, which is known to nobody else, in three forms. */
    private static final List<String> KEYS =
            List.of(block("PRIVATE KEY", """
                    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8EBPQX1apU8Z2Tpm
                    wWqU7aFkbJwGpBJyaPiXiuFLBsehRANCAAQK7X915aWK23fHHL4p7pr+A2Q1cLDn
                    bc1d+jdCg6CLhKEUh5PSN0cPzIUJ/rlkkfGgTR9VDTkUV9Olep5Zm3jN"""), block("EC PRIVATE KEY", """
                    MHcCAQEEIPBAT0F9WqVPGdk6ZsFqlO2hZGycBqQScmj4l4rhSwbHoAoGCCqGSM49
                    AwEHoUQDQgAECu1/deWlitt3xxy+Ke6a/gNkNXCw523NXfo3QoOgi4ShFIeT0jdH
                    D8yFCf65ZJHxoE0fVQ05FFfTpXqeWZt4zQ=="""), block("ENCRYPTED PRIVATE KEY", """
                    MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjToa81uJ9DowICA+gw
                    DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEM/K3sE1cSL8ibFmUp0RqX4EgZCj
                    WUmf81QQIiO2i0YPXHt+Wgp5UbgwMZjZC0bQkNnnAVX3YFwhhzc/eExuHUvF0KjS
                    UV2JMBoD2ikZzjIz17KOgSGNvMYLgtxpVP7g6nKQiiFajQepwfzj9K9AhsMqEnXj
                    alrpdZg+F+bw4Vgbmo26CsQ8vyQHj/5BZ8Ax9nYVOQz3xJxBl8zHGWwDBzbQ+QM="""));

    /** Bytes behind a line of text. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Headed(String line, byte[] bytes) {
        static Headed of(byte[] input) {
            int end = 0;
            while (end < input.length && input[end] != '\n') {
                end++;
            }
            return new Headed(
                    new String(input, 0, end, StandardCharsets.ISO_8859_1),
                    Arrays.copyOfRange(input, Math.min(input.length, end + 1), input.length));
        }
    }

    private HttpTargets() {}

    /**
     * All of them.
     *
     * @param folder for files
     */
    public static List<FuzzTarget> all(Path folder) {
        return List.of(cookies(), body(), text(), addresses(), certificates(folder), keys(folder), der(folder));
    }

    /** Each line of an input is a {@code Set-Cookie}. */
    private static FuzzTarget cookies() {
        List<String> suite = Corpus.conformance("cookies/parser.json", tests -> {
            List<String> lines = new ArrayList<>();
            tests.forEach(test -> {
                List<String> received = new ArrayList<>();
                test.path("received").forEach(line -> received.add(line.asString("")));
                lines.add(String.join("\n", received));
            });
            return lines;
        });
        List<String> dates = Corpus.conformance("cookies/dates-examples.json", tests -> {
            List<String> lines = new ArrayList<>();
            tests.forEach(test -> lines.add("a=b; Expires=" + test.path("test").asString("")));
            return lines;
        });
        List<String> words = List.of(
                "=",
                ";",
                "; Expires=",
                "; Max-Age=",
                "; Domain=",
                "; Path=",
                "; Secure",
                "Jan",
                "GMT",
                "07 Aug 2029",
                "08:04:19",
                "99:99:99",
                ".org",
                "org",
                ".",
                "/",
                "__Secure-",
                "__Host-",
                "\"",
                "\t");
        return FuzzTarget.ofTexts("cookies", 130, Corpus.all(COOKIES, suite, dates), words, text -> {
            CookieJar jar = new CookieJar(CLOCK);
            jar.receive(URL, List.of(text.split("\n", -1)));
            jar.header(URL);
            jar.header("https://home.example.org/");
        });
    }

    /** The first line is a {@code Content-Encoding}, the rest are the bytes. */
    private static FuzzTarget body() {
        List<byte[]> corpus = List.of(
                coded("gzip", Corpus.gzip(text("a".repeat(500) + "bcdefg"))),
                coded("gzip, gzip", Corpus.gzip(Corpus.gzip(text("twice")))),
                coded("identity", text("plain")),
                coded("br", HexFormat.of().parseHex("0b058068656c6c6f20776f726c6403")),
                coded("br, gzip", Corpus.gzip(HexFormat.of().parseHex("0b058068656c6c6f20776f726c6403"))));
        return FuzzTarget.ofBytes("body", 130, corpus, input -> {
            Headed answer = Headed.of(input);
            try {
                new BodyReader(MOST_DECODED)
                        .read(
                                new ByteArrayInputStream(answer.bytes()),
                                List.of(new HttpHeader("Content-Encoding", answer.line())));
            } catch (IOException e) {
                throw new Refused();
            }
        });
    }

    /** The first line is a {@code Content-Type}, the rest is the body. */
    private static FuzzTarget text() {
        List<byte[]> corpus = List.of(
                coded("application/json; charset=utf-8", text("{\"a\": [1, 2.5e3, \"é\"]}")),
                coded("text/html; charset=\"iso-8859-1\"", new byte[] {'a', (byte) 0xE9}),
                coded("text/plain; charset=utf-16", "\uFEFFab".getBytes(StandardCharsets.UTF_16BE)),
                coded("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0}),
                coded("application/problem+json", text("[[[]]]")),
                coded("", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'}));
        return FuzzTarget.ofBytes("body-text", 100, corpus, input -> {
            Headed answer = Headed.of(input);
            ReplyBody reply = new ReplyBody(answer.bytes(), answer.line());
            reply.json();
            reply.text();
            reply.isBinary();
            ReplyBody.mediaType(answer.line());
        });
    }

    /** URLs, hosts, proxies, hosts without a proxy, and where redirects lead. */
    private static FuzzTarget addresses() {
        List<String> corpus = List.of(
                "https://user:pw@api.example.com:8443/v1/a%20b?c=d&e#f",
                "http://[::1]:80/",
                "http://127.0.0.1",
                "proxy:3128",
                "http://u:p%40@proxy.example:8080/",
                ".example.com,10.0.0.0/8,*,localhost:80",
                "//other.example/x",
                "../../up?x",
                "http://xn--bcher-kva.example/",
                "HTTP://Bücher.example/",
                "http://0x7f.1/",
                "http://2130706433/");
        List<String> words = List.of(
                "http://",
                "https://",
                "://",
                "@",
                ":",
                "/",
                "?",
                "#",
                "[",
                "]",
                "::",
                "%",
                "%2",
                "%ff",
                "..",
                ".",
                ",",
                "/33",
                "xn--",
                "ü",
                "。",
                "\\",
                "*",
                "0x",
                "localhost");
        HttpUrl from = HttpUrl.get("https://api.example.com/v1/a");
        return FuzzTarget.ofTexts("addresses", 50, corpus, words, text -> {
            HttpUrls.problemOf(text);
            HttpUrls.host(text);
            HttpUrls.resolve("https://api.example.com/v1", text, List.of(new Parameter(text, text)));
            HttpUrls.resolve(text, "/a", List.of());
            HttpUrls.redirect(from, text);
            ProxyRules.isBypass(text);
            ProxyRules rules = ProxyRules.of(Map.of("http_proxy", text, "https_proxy", text, "no_proxy", text));
            rules.choose(from);
            rules.problem();
            rules.secrets();
            if (ProxyAddress.parse(text) instanceof ProxyAddress.Parsed.Ok(ProxyAddress address)) {
                address.shown();
                ProxyRules.all(address, List.of(text.split(",", -1))).choose(from);
            }
        });
    }

    private static FuzzTarget certificates(Path folder) {
        write(folder, "client.key", text(KEYS.getFirst()));
        List<String> corpus = List.of(CERTIFICATE, CERTIFICATE + CERTIFICATE, "Bag Attributes\n" + CERTIFICATE);
        return FuzzTarget.ofTexts("certificates", 25, corpus, pemWords(), text -> {
            write(folder, "certificate.pem", text(text));
            read(folder, new TlsSource("certificate.pem", "client.key", null, null, null, "certificate.pem", false));
        });
    }

    private static FuzzTarget keys(Path folder) {
        write(folder, "sound.pem", text(CERTIFICATE));
        return FuzzTarget.ofTexts("keys", 25, KEYS, pemWords(), text -> {
            write(folder, "key.pem", text(text));
            read(folder, new TlsSource("sound.pem", "key.pem", "secret", null, null, null, false));
        });
    }

    /** The first byte says which block the rest is: what is inside of PEM, where damage is not just bad Base64. */
    private static FuzzTarget der(Path folder) {
        List<byte[]> corpus = new ArrayList<>();
        corpus.add(der(0, CERTIFICATE));
        for (int i = 0; i < KEYS.size(); i++) {
            corpus.add(der(i + 1, KEYS.get(i)));
        }
        List<String> labels =
                List.of("CERTIFICATE", "PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY");
        return FuzzTarget.ofBytes("der", 25, corpus, input -> {
            int kind = input.length == 0 ? 0 : (input[0] & 0xFF) % labels.size();
            byte[] bytes = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
            String pem = block(labels.get(kind), Base64.getMimeEncoder().encodeToString(bytes));
            write(folder, "der.pem", text(pem));
            write(folder, "der-certificate.pem", text(kind == 0 ? pem : CERTIFICATE));
            String key = kind == 0 ? "client.key" : "der.pem";
            read(folder, new TlsSource("der-certificate.pem", key, "secret", null, null, null, false));
        });
    }

    private static void read(Path folder, TlsSource source) {
        if (new TlsFiles(folder, Policies.NONE).read(source) instanceof TlsFiles.Reading.Faulty) {
            throw new Refused();
        }
    }

    private static List<String> pemWords() {
        return List.of(
                "-----BEGIN ",
                "-----END ",
                "-----",
                "CERTIFICATE",
                "PRIVATE KEY",
                "RSA PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                "Proc-Type: 4,ENCRYPTED",
                ":",
                "\n",
                "\r",
                "=",
                "AAAA",
                "MIIB");
    }

    private static byte[] der(int kind, String pem) {
        String base64 = pem.lines().filter(line -> !line.startsWith("-")).reduce("", String::concat);
        byte[] bytes = Base64.getDecoder().decode(base64);
        byte[] out = new byte[bytes.length + 1];
        out[0] = (byte) kind;
        System.arraycopy(bytes, 0, out, 1, bytes.length);
        return out;
    }

    private static String block(String label, String base64) {
        return "-----BEGIN " + label + "-----\n" + base64.strip() + "\n-----END " + label + "-----\n";
    }

    private static byte[] coded(String line, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text(line + "\n"));
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path folder, String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
