package dev.dispatch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.problem.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that cannot be sent is found before the run where its name is known, at the place that names it. */
class FileCheckTest {

    private static final String SHOP = "{'name': 'shop', 'version': '1.0.0', 'http': {'baseUrl': 'http://127.0.0.1:1'},"
            + " 'actions': {'up': {'description': 'd', 'input': {'type': 'object', 'properties': {'path': {'default': 'default.txt'}, 'note': {}, 'other': {}}},"
            + " 'request': {'method': 'POST', 'path': '/', 'multipart': {'note': '${input.note?}', 'doc': {'file': '${input.path}'},"
            + " 'more': [{'file': '${input.other?}'}]}}},"
            + " 'fixed': {'description': 'd', 'request': {'method': 'POST', 'path': '/', 'multipart': {'doc': {'file': 'fixed.txt'}}}}}}";

    @TempDir
    private Path folder;

    private static String http(String members) {
        return "{'id': 'a', 'action': 'http.request', 'payload': {'method': 'POST', 'url': 'http://127.0.0.1:1', "
                + members + "}}";
    }

    private static String up(String payload) {
        return "{'id': 'get', 'action': 'http.request', 'payload': {'url': 'http://127.0.0.1:1/'}}, {'id': 'a', 'action': 'shop.up', 'payload': "
                + payload + "}";
    }

    private Checking check(String steps) {
        return Checking.steps(folder, steps, "'inputs': {'name': {'type': 'string', 'default': 'none'}}")
                .module("shop", SHOP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'file': 'none.txt' | /scenario/steps/0/payload/file",
                "'file': '${input.name}.txt' | /scenario/steps/0/payload/file",
                "'multipart': {'d': {'file': 'none.txt'}} | /scenario/steps/0/payload/multipart/d/file",
                "'multipart': {'d': ['x', {'file': 'none.txt'}]} | /scenario/steps/0/payload/multipart/d/1/file",
            })
    void aRequestOfTheJobNamesTheMember(String members, String pointer) {
        Issue issue = check(http(members)).issues().getFirst();
        assertThat(issue.message()).contains("'none.txt' is not there");
        assertThat(issue.pointer().text()).isEqualTo(pointer);
        assertThat(issue.position()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'path': 'none.txt'} | 'none.txt' | /scenario/steps/1/payload/path",
                "{'path': ['ok.txt', 'none.txt']} | 'none.txt' | /scenario/steps/1/payload/path",
                "{'path': '${input.name}.txt', 'note': '${step.get.response.body}'} | 'none.txt' | /scenario/steps/1/payload/path",
                "{} | 'default.txt' | /scenario/steps/1/action",
                "{'path': 'ok.txt', 'other': 'sub'} | 'sub' is a folder | /scenario/steps/1/payload/other",
            })
    void anActionOfAModuleNamesTheMemberThatGivesTheFile(String payload, String what, String pointer)
            throws IOException {
        Files.writeString(folder.resolve("ok.txt"), "x");
        Files.createDirectories(folder.resolve("sub"));
        Issue issue = check(up(payload)).issues().getFirst();
        assertThat(issue.message()).contains(what);
        assertThat(issue.pointer().text()).isEqualTo(pointer);
    }

    @Test
    void aFileOfTheModuleItselfIsSoughtToo() {
        assertThat(check("{'id': 'a', 'action': 'shop.fixed'}").issues())
                .extracting(issue -> issue.pointer().text())
                .containsExactly("/scenario/steps/0/action");
    }

    @Test
    void whatIsNotKnownBeforeTheRunIsLeftToIt() {
        for (String step : new String[] {
            up("{'path': '${step.get.response.body.file}'}"),
            up("{'path': '${run.runId}.txt'}"),
            up("{'path': '${uuid()}.txt'}"),
        }) {
            assertThat(check(step).issues()).as(step).isEmpty();
        }
    }

    @Test
    void thePlanKnowsTheFilesWhoseNamesAreSettled() throws IOException {
        Files.writeString(folder.resolve("ok.txt"), "x");
        Files.writeString(folder.resolve("b.txt"), "x");
        PreflightResult result = check(
                        http("'multipart': {'d': [{'file': 'ok.txt'}, {'file': 'b.txt'}, {'file': 'ok.txt'}]}"))
                .result();
        assertThat(((PreflightResult.Ready) result).plan().files().known()).containsExactly("ok.txt", "b.txt");
    }
}
