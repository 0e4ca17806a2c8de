package dev.dispatch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that AWS publishes with its description of the algorithm. */
class AwsSignatureTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");

    private static String signature(
            HttpAuth.AwsSigV4 settings, Instant now, AwsSignature.Request request, String signedHeaders) {
        String authorization =
                new AwsSignature(settings, now).headers(request).getLast().value();
        assertThat(authorization).contains("SignedHeaders=" + signedHeaders + ", ");
        return authorization.substring(authorization.indexOf("Signature=") + 10);
    }

    private static AwsSignature.Field field(String name, String value) {
        return new AwsSignature.Field(name, value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void listUsersOfTheDocumentation() {
        HttpAuth.AwsSigV4 settings = new HttpAuth.AwsSigV4("us-east-1", "iam", "AKIDEXAMPLE", SECRET, null);
        AwsSignature.Request request = new AwsSignature.Request(
                "GET",
                "/",
                List.of(field("Action", "ListUsers"), field("Version", "2010-05-08")),
                List.of(
                        field("Host", "iam.amazonaws.com"),
                        field("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")),
                new byte[0]);
        assertThat(signature(settings, THEN, request, "content-type;host;x-amz-date"))
                .isEqualTo("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /,           '',                              5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST, /,           '',                              5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "GET,  /,           'Param2=value2&Param1=value1',   b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "GET,  /,           'Param1=value1',                 a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
        "GET,  /ሴ,          '',                              8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
        "GET,  //example//, '',                              9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
    })
    void theVanillaFamilyOfTheTestSuite(String method, String path, String query, String expected) {
        HttpAuth.AwsSigV4 settings = new HttpAuth.AwsSigV4("us-east-1", "service", "AKIDEXAMPLE", SECRET, null);
        List<AwsSignature.Field> parameters = query.isEmpty()
                ? List.of()
                : List.of(query.split("&", -1)).stream()
                        .map(pair -> field(pair.split("=", -1)[0], pair.split("=", -1)[1]))
                        .toList();
        AwsSignature.Request request = new AwsSignature.Request(
                method, path, parameters, List.of(field("Host", "example.amazonaws.com")), new byte[0]);
        assertThat(signature(settings, THEN, request, "host;x-amz-date")).isEqualTo(expected);
    }

    @Test
    void aFormOfTheTestSuite() {
        HttpAuth.AwsSigV4 settings = new HttpAuth.AwsSigV4("us-east-1", "service", "AKIDEXAMPLE", SECRET, null);
        AwsSignature.Request request = new AwsSignature.Request(
                "POST",
                "/",
                List.of(),
                List.of(
                        field("Content-Type", "application/x-www-form-urlencoded"),
                        field("Host", "example.amazonaws.com")),
                bytes("Param1=value1"));
        assertThat(signature(settings, THEN, request, "content-type;host;x-amz-date"))
                .isEqualTo("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    private static final HttpAuth.AwsSigV4 S3 = new HttpAuth.AwsSigV4(
            "us-east-1", "s3", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
    private static final Instant THEN_OF_S3 = Instant.parse("2013-05-24T00:00:00Z");
    private static final AwsSignature.Field BUCKET = field("Host", "examplebucket.s3.amazonaws.com");

    @Test
    void anObjectIsReadFromS3() {
        AwsSignature.Request request = new AwsSignature.Request(
                "GET", "/test.txt", List.of(), List.of(BUCKET, field("Range", "bytes=0-9")), new byte[0]);
        assertThat(signature(S3, THEN_OF_S3, request, "host;range;x-amz-content-sha256;x-amz-date"))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void anObjectIsWrittenToS3AndItsNameEncodedOnce() {
        AwsSignature.Request request = new AwsSignature.Request(
                "PUT",
                "/test$file.text",
                List.of(),
                List.of(
                        BUCKET,
                        field("Date", "Fri, 24 May 2013 00:00:00 GMT"),
                        field("x-amz-storage-class", "REDUCED_REDUNDANCY")),
                bytes("Welcome to Amazon S3."));
        assertThat(signature(S3, THEN_OF_S3, request, "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class"))
                .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @ParameterizedTest
    @CsvSource({
        "lifecycle, '', fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "max-keys=2, prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void aBucketIsListed(String first, String second, String expected) {
        List<AwsSignature.Field> query = List.of(first, second).stream()
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", -1))
                .map(pair -> field(pair[0], pair.length == 1 ? "" : pair[1]))
                .toList();
        AwsSignature.Request request = new AwsSignature.Request("GET", "/", query, List.of(BUCKET), new byte[0]);
        assertThat(signature(S3, THEN_OF_S3, request, "host;x-amz-content-sha256;x-amz-date"))
                .isEqualTo(expected);
    }

    @Test
    void aSessionTokenIsSentAndSigned() {
        HttpAuth.AwsSigV4 settings = new HttpAuth.AwsSigV4("us-east-1", "service", "AKIDEXAMPLE", SECRET, "session-1");
        AwsSignature.Request request =
                new AwsSignature.Request("GET", "/", List.of(), List.of(field("Host", "a")), new byte[0]);
        List<AwsSignature.Field> headers = new AwsSignature(settings, THEN).headers(request);
        assertThat(headers).contains(field("X-Amz-Security-Token", "session-1"));
        assertThat(headers.getLast().value()).contains("SignedHeaders=host;x-amz-date;x-amz-security-token, ");
    }

    @Test
    void theCaseOfANameAndSpacesInAValueDoNotCount() {
        HttpAuth.AwsSigV4 settings = new HttpAuth.AwsSigV4("us-east-1", "service", "AKIDEXAMPLE", SECRET, null);
        AwsSignature.Request one = new AwsSignature.Request(
                "GET", "/", List.of(), List.of(field("HOST", "a"), field("My-Header", "  a   b ")), new byte[0]);
        AwsSignature.Request other = new AwsSignature.Request(
                "GET", "", List.of(), List.of(field("my-header", "a b"), field("Host", "a")), new byte[0]);
        assertThat(new AwsSignature(settings, THEN).headers(one))
                .isEqualTo(new AwsSignature(settings, THEN).headers(other));
    }
}
