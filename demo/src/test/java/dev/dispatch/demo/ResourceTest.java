package dev.dispatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResourceTest {
    private final DemoApi api;
    private final Client client;

    ResourceTest() throws IOException {
        api = DemoApi.start(0);
        client = new Client(api.baseUri());
    }

    @AfterAll
    void stop() {
        client.close();
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "users, 10, '', 0, 'id,name,username,email,address,phone,website,company'",
        "posts, 100, userId, 10, 'userId,id,title,body'",
        "comments, 500, postId, 5, 'postId,id,name,email,body'",
        "albums, 100, userId, 10, 'userId,id,title'",
        "photos, 5000, albumId, 50, 'albumId,id,title,url,thumbnailUrl'",
        "todos, 200, userId, 20, 'userId,id,title,completed'"
    })
    void everyItemHasItsIdItsParentAndTheFieldsInOrder(
            String name, int count, String parentKey, int perParent, String fields) throws Exception {
        JsonNode items = client.json("/" + name);
        assertThat(items.size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            JsonNode item = items.get(i);
            assertThat(String.join(",", item.propertyNames())).isEqualTo(fields);
            assertThat(item.path("id").intValue()).isEqualTo(i + 1);
            if (perParent > 0) {
                assertThat(item.path(parentKey).intValue()).isEqualTo(1 + i / perParent);
            }
        }
    }

    @Test
    void aUserHasTheShapeAndTheKnownNamesOfThePublicService() throws Exception {
        JsonNode user = client.json("/users/1");
        assertThat(user.path("name").stringValue()).isEqualTo("Leanne Graham");
        assertThat(user.path("username").stringValue()).isEqualTo("Bret");
        assertThat(client.json("/users/2").path("name").stringValue()).isEqualTo("Ervin Howell");
        assertThat(String.join(",", user.path("address").propertyNames())).isEqualTo("street,suite,city,zipcode,geo");
        assertThat(user.at("/address/geo/lat").isString()).isTrue();
        assertThat(user.at("/address/geo/lng").isString()).isTrue();
        assertThat(String.join(",", user.path("company").propertyNames())).isEqualTo("name,catchPhrase,bs");
        assertThat(client.json("/todos/1").path("completed").isBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/posts/0",
                "/posts/101",
                "/posts/01",
                "/posts/one",
                "/posts/-1",
                "/posts/99999999999",
                "/nothing",
                "/users/11/posts",
                "/users/1/photos",
                "/users/1/posts/1",
                "/posts/1/posts",
                "/slow/er"
            })
    void anUnknownAddressIs404WithAnEmptyObject(String path) throws Exception {
        HttpResponse<byte[]> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).asString().isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "/users/3/posts, /posts?userId=3, 10",
        "/users/3/albums, /albums?userId=3, 10",
        "/users/3/todos, /todos?userId=3, 20",
        "/posts/7/comments, /comments?postId=7, 5",
        "/albums/100/photos, /photos?albumId=100, 50"
    })
    void aNestedCollectionIsTheFilteredOne(String nested, String filtered, int count) throws Exception {
        assertThat(client.json(nested)).isEqualTo(client.json(filtered));
        assertThat(client.json(nested).size()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "/users?username=Bret, 1",
        "/users?name=Leanne%20Graham&id=1, 1",
        "/users?name=Leanne+Graham&id=2, 0",
        "/posts?id=1&id=5&id=900, 2",
        "/posts?unheardOf=1, 100",
        "/users?address=1, 10",
        "/users/1/todos?id=20, 1",
        "/users/1/todos?id=21, 0"
    })
    void filtersCompareMembersAsText(String path, int count) throws Exception {
        assertThat(client.json(path).size()).isEqualTo(count);
    }

    @Test
    void aFilterReachesIntoObjectsWithDots() throws Exception {
        JsonNode user = client.json("/users/4");
        String city = user.at("/address/city").stringValue();
        String lat = user.at("/address/geo/lat").stringValue();
        assertThat(client.json("/users?address.city=" + city + "&address.geo.lat=" + lat)
                        .get(0))
                .isEqualTo(user);
    }

    @Test
    void completedTodosAndOpenTodosAreAllTodos() throws Exception {
        int done = client.json("/todos?completed=true").size();
        assertThat(done).isBetween(1, 199);
        assertThat(client.json("/todos?completed=false").size()).isEqualTo(200 - done);
    }

    @ParameterizedTest
    @CsvSource({
        "/posts?_limit=3, '1,2,3', 100",
        "/posts?_limit=0, '', 100",
        "/posts?_start=98, '99,100', 100",
        "/posts?_start=10&_limit=2, '11,12', 100",
        "/posts?_start=500, '', 100",
        "/posts?_page=2&_limit=3, '4,5,6', 100",
        "/posts?_page=34&_limit=3, '100', 100",
        "/posts?_page=1000000&_limit=1000000, '', 100",
        "/posts?userId=2&_page=1&_limit=2, '11,12', 10"
    })
    void pagesAreCutAfterTheFilterAndTheTotalIsSaid(String path, String ids, String total) throws Exception {
        HttpResponse<byte[]> response = client.get(path);
        assertThat(ids(Client.json(response))).isEqualTo(ids);
        assertThat(Client.header(response, "X-Total-Count")).isEqualTo(total);
    }

    @Test
    void followingTheNextLinksVisitsEverything() throws Exception {
        StringBuilder seen = new StringBuilder();
        String next = "/users/1/todos?_limit=7&_page=1";
        while (!next.isEmpty()) {
            HttpResponse<byte[]> page = client.get(next);
            seen.append(ids(Client.json(page))).append(',');
            next = nextLink(Client.header(page, "Link"));
        }
        String all = String.join(
                ",", IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList());
        assertThat(seen).hasToString(all + ",");
    }

    private String nextLink(String header) {
        for (String link : header.split(", ", -1)) {
            if (link.endsWith("rel=\"next\"")) {
                return link.substring(1, link.indexOf('>'))
                        .substring(api.baseUri().toString().length());
            }
        }
        return "";
    }

    private static String ids(JsonNode items) {
        return String.join(
                ",", items.valueStream().map(item -> item.path("id").asString()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"_limit=x", "_limit=-1", "_page=0", "_page=1&_limit=0", "_start=1.5", "_limit="})
    void aPageThatMakesNoSenseIs400(String query) throws Exception {
        HttpResponse<byte[]> response = client.get("/posts?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("error").isString()).isTrue();
    }

    @Test
    void aPostGetsTheNextIdAndIsNotKept() throws Exception {
        HttpResponse<byte[]> created = client.send("POST", "/posts", "{\"id\":7,\"title\":\"new\",\"n\":[1]}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).asString().isEqualTo("{\"title\":\"new\",\"n\":[1],\"id\":101}");
        assertThat(Client.header(created, "Location")).isEqualTo(api.baseUri() + "/posts/101");
        assertThat(client.get("/posts/101").statusCode()).isEqualTo(404);
        assertThat(client.json("/posts").size()).isEqualTo(100);
    }

    @Test
    void aPostWithoutABodyOrAsAFormIsAnObjectToo() throws Exception {
        assertThat(client.send("POST", "/todos", "").body()).asString().isEqualTo("{\"id\":201}");
        HttpResponse<byte[]> form =
                client.send("POST", "/users", "name=A+B%26C&x", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.body()).asString().isEqualTo("{\"name\":\"A B&C\",\"x\":\"\",\"id\":11}");
    }

    @Test
    void aPostBelowAParentPointsAtIt() throws Exception {
        HttpResponse<byte[]> created = client.send("POST", "/posts/3/comments", "{\"postId\":1,\"name\":\"n\"}");
        assertThat(created.body()).asString().isEqualTo("{\"postId\":3,\"name\":\"n\",\"id\":501}");
    }

    @Test
    void putReplacesPatchMergesDeleteForgetsAndNothingIsKept() throws Exception {
        JsonNode before = client.json("/posts/1");
        assertThat(client.send("PUT", "/posts/1", "{\"title\":\"t\"}").body())
                .asString()
                .isEqualTo("{\"title\":\"t\",\"id\":1}");
        JsonNode patched = Client.json(client.send("PATCH", "/posts/1", "{\"title\":\"t\",\"id\":9}"));
        assertThat(patched.path("title").stringValue()).isEqualTo("t");
        assertThat(patched.path("id").intValue()).isEqualTo(1);
        assertThat(patched.path("body")).isEqualTo(before.path("body"));
        HttpResponse<byte[]> deleted = client.send("DELETE", "/posts/1", "");
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(deleted.body()).asString().isEqualTo("{}");
        assertThat(client.json("/posts/1")).isEqualTo(before);
        assertThat(client.send("PUT", "/posts/101", "{}").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1]", "\"text\"", "{} {}", "  "})
    void aBodyThatIsNotAnObjectIs400(String body) throws Exception {
        HttpResponse<byte[]> response = client.send("POST", "/posts", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).path("error").stringValue()).startsWith("the body");
    }

    @Test
    void aFormWithABadEscapeIs400() throws Exception {
        HttpResponse<byte[]> response =
                client.send("POST", "/posts", "title=%zz", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void deepNestingIs400() throws Exception {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(client.send("POST", "/posts", deep).statusCode()).isEqualTo(400);
    }

    @Test
    void aMethodThatMakesNoSenseIs405WithTheOnesThatDo() throws Exception {
        HttpResponse<byte[]> response = client.send("DELETE", "/posts", "");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(Client.header(response, "Allow")).isEqualTo("GET, POST");
    }

    @Test
    void headHasTheLengthOfGetAndNoBody() throws Exception {
        int length = client.get("/posts/1").body().length;
        HttpResponse<byte[]> head = client.send("HEAD", "/posts/1", "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(Client.header(head, "Content-Length")).isEqualTo(Integer.toString(length));
    }
}
