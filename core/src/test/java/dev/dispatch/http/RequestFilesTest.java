package dev.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.policy.Policies;
import dev.dispatch.policy.PolicyParser;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.sdk.HttpContent;
import dev.dispatch.sdk.HttpRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file is sent as it is when it is read; what cannot be sent says why before and then. */
class RequestFilesTest {

    @TempDir
    private Path folder;

    private RequestFiles files;

    @BeforeEach
    void files() throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(jobs.resolve("a.txt"), "alpha");
        Files.createDirectories(jobs.resolve("sub"));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/b.txt"), "beta");
        Files.createSymbolicLink(jobs.resolve("link.txt"), folder.resolve("data/b.txt"));
        Files.createSymbolicLink(jobs.resolve("loose.txt"), folder.resolve("nowhere"));
        Files.createSymbolicLink(jobs.resolve("linked"), folder.resolve("data"));
        files = new RequestFiles(jobs, Policies.NONE);
    }

    private static Policies policy(Path file, String rules) {
        PolicyParser parser = new PolicyParser();
        parser.parse(
                Members.of(Json.parse(rules.replace('\'', '"')), Pointer.ROOT, IssueList.withoutText()),
                file,
                IssueList.withoutText());
        return parser.policies();
    }

    private static HttpRequest sending(HttpContent content) {
        return HttpRequest.of("POST", "/").body(content);
    }

    private static HttpContent.Part.File part(String path) {
        return new HttpContent.Part.File("f", path, null, null);
    }

    @Test
    void relativeNamesStartFromTheFolder() {
        for (String name : List.of(
                "a.txt",
                "../data/b.txt",
                "linked/b.txt",
                folder.resolve("data/b.txt").toString())) {
            assertThat(files.faultOf(name)).as(name).isEmpty();
        }
        RequestBody.Ready ready =
                (RequestBody.Ready) RequestBody.of(sending(new HttpContent.File("a.txt", "text/csv")), files);
        assertThat(((HttpBody.Content) ready.body()).bytes()).isEqualTo("alpha".getBytes(StandardCharsets.UTF_8));
        assertThat(((HttpBody.Content) ready.body()).mediaType()).isEqualTo("text/csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none.txt | is not there; relative names start from",
                "none/none.txt | is not there",
                "a.txt/x | cannot be read",
                "sub | is a folder",
                ". | is a folder",
                "link.txt | is a symbolic link",
                "loose.txt | is a symbolic link",
                "/dev/null | is no regular file",
            })
    void whatCannotBeSentSaysWhyBeforeAndWhenItIsRead(String name, String why) {
        assertThat(files.faultOf(name).orElseThrow().message()).contains("'" + name + "'", why);
        assertThat(((RequestBody.Refused) RequestBody.of(sending(new HttpContent.File(name, "text/csv")), files))
                        .failure()
                        .message())
                .contains("'" + name + "'", why);
        assertThat(files.sha256(name)).isEmpty();
    }

    @Test
    void aNameThatIsNoneIsAFault() {
        assertThat(files.faultOf("a\0b").orElseThrow().message()).contains("is no name of a file");
    }

    @Test
    void theFilesOfARequestHaveABoundTogether() throws IOException {
        Path large = folder.resolve("jobs/large.bin");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(RequestFiles.MOST_BYTES + 1L);
        }
        assertThat(files.faultOf("large.bin").orElseThrow().message()).contains("is too large");
        assertThat(((RequestBody.Refused) RequestBody.of(
                                sending(new HttpContent.Multipart(List.of(part("a.txt"), part("large.bin")))), files))
                        .failure()
                        .message())
                .contains("'large.bin' is too large");
    }

    @Test
    void aPolicyForFilesIsAskedForTheFileThatALinkOnTheWayLeadsTo() {
        Path config = folder.resolve("dispatch.config.json");
        RequestFiles bound = new RequestFiles(folder.resolve("jobs"), policy(config, "{'files': ['jobs']}"));
        assertThat(bound.faultOf("a.txt")).isEmpty();
        for (String name : List.of("../data/b.txt", "linked/b.txt", "/etc/passwd", "../data/none.txt")) {
            RequestFiles.Fault fault = bound.faultOf(name).orElseThrow();
            assertThat(fault.denial()).as(name).isNotNull();
            HttpFailure failure = ((RequestBody.Refused)
                            RequestBody.of(sending(new HttpContent.Multipart(List.of(part(name)))), bound))
                    .failure();
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.POLICY);
        }
    }

    @Test
    void partsHaveTheirOwnNameAndTheUsualTypeUnlessTheySayOtherwise() {
        HttpContent content = new HttpContent.Multipart(List.of(
                new HttpContent.Part.Text("note", "n\u00e9"),
                part("a.txt"),
                new HttpContent.Part.File("f", "a.txt", "x \"y\".csv", "text/csv"),
                new HttpContent.Part.Bytes("made", new byte[] {1, 2}, "m.bin", null)));
        RequestBody.Ready ready = (RequestBody.Ready) RequestBody.of(sending(content), files);
        assertThat(Json.compact(Part.described(ready.parts())))
                .isEqualTo(("{'note':'n\u00e9','f':[{'filename':'a.txt','type':'application/octet-stream','size':5,"
                                + "'sha256':'8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8'},"
                                + "{'filename':'x \\\"y\\\".csv','type':'text/csv','size':5,"
                                + "'sha256':'8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8'}],"
                                + "'made':{'filename':'m.bin','type':'application/octet-stream','size':2,"
                                + "'sha256':'a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222'}}")
                        .replace('\'', '"'));
        String body = new String(((HttpBody.Content) ready.body()).bytes(), StandardCharsets.UTF_8);
        assertThat(body).contains("filename=\"x %22y%22.csv\"", "alpha");
    }

    /** They would tell variables that a policy keeps from the job, and some of them are never at their end. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatTheKernelShowsAsFilesIsNotSent() {
        for (String name : List.of("/proc/self/environ", "/proc/thread-self/environ", "/sys/kernel/profiling")) {
            assertThat(files.faultOf(name))
                    .as(name)
                    .hasValueSatisfying(fault -> assertThat(fault.message()).contains("'" + name + "' is n"));
        }
    }
}
