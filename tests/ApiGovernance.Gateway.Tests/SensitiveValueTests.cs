using System.Net;
using System.Text;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Every kind of refusal, with a canary in every place that a client or a back end can fill: none of them may come back or be logged.</summary>
public class SensitiveValueTests
{
    private const string Canary = "canary-7f3a";

    private const string Contract = """
        openapi: 3.1.0
        info: { title: Secrets, version: 1.0.0 }
        paths:
          /payments:
            post:
              parameters:
                - { name: token, in: query, schema: { type: string, maxLength: 5 } }
                - { name: pick, in: query, schema: { enum: [a, b] } }
                - { name: X-Pin, in: header, schema: { type: string, pattern: '^[0-9]{4}$' } }
                - { name: session, in: cookie, schema: { type: string, format: uuid } }
                - { name: filter, in: query, content: { application/json: { schema: { type: object, required: [x] } } } }
              requestBody:
                content:
                  application/json:
                    schema:
                      type: object
                      required: [card]
                      additionalProperties: false
                      properties:
                        card: { type: string, format: password, maxLength: 5 }
                        pin: { type: string, writeOnly: true, pattern: '^[0-9]{4}$' }
                        kind: { enum: [visa] }
                        code: { const: x }
                        mail: { type: string, format: email }
                        count: { type: integer, maximum: 5 }
                        list: { type: array, uniqueItems: true, items: { type: string } }
                        either: { oneOf: [{ type: object, required: [a] }, { type: integer }] }
                        map: { type: object, propertyNames: { maxLength: 3 } }
                  application/x-www-form-urlencoded: { schema: { type: object, properties: { card: { type: string, maxLength: 5 } } } }
                  multipart/form-data: { schema: { type: object, properties: { card: { type: string, maxLength: 5 } } } }
                  application/x-ndjson: { schema: { type: array, items: { type: object, properties: { card: { type: string, maxLength: 5 } } } } }
              responses:
                '200':
                  description: ok
                  headers: { X-Secret: { schema: { type: string, maxLength: 3 } } }
                  content: { application/json: { schema: { type: object, properties: { secret: { type: string, maxLength: 3 } } } } }
          /payments/{id}:
            get:
              parameters: [{ name: id, in: path, required: true, schema: { type: string, maxLength: 5 } }]
              responses: { '200': { description: ok } }
        """;

    private const string Base = "/commerce/secrets/v1/payments";

    public static TheoryData<ValidationMode> Modes => [ValidationMode.Enforce, ValidationMode.Report];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task No_value_comes_back_or_is_logged(ValidationMode mode)
    {
        using LogLines log = new();
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate.Backend("erp", backend.Address).Api("secrets", "v1", Contract, part => part with
            {
                RequestValidation = mode,
                ResponseValidation = mode,
                Policy = new OperationPolicy
                {
                    Validation = new ValidationPolicy { ContentEncodings = ["gzip"], UnknownProperties = UnknownNames.Refuse, UnknownQueryParameters = UnknownNames.Refuse },
                },
            })
            .Api("closed", "v1", Contract, part => part with { AuthenticationRequired = true }),
            services => services.AddLogging(logging => logging.AddProvider(log)));
        backend.Say(200, "application/json", "{}");
        List<(string What, string Text)> answers = [];

        async Task Send(string what, string target, string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
        {
            using HttpRequestMessage request = new(body is null ? HttpMethod.Get : HttpMethod.Post, target);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }

            foreach (var (name, value) in headers)
            {
                if (!request.Headers.TryAddWithoutValidation(name, value))
                    request.Content!.Headers.TryAddWithoutValidation(name, value);
            }

            using HttpResponseMessage answer = await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
            string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            // What the back end says is its own where it is not refused.
            if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
                answers.Add((what, $"{answer.Headers} {answer.Content.Headers} {text}"));
        }

        foreach (string query in new[] { $"token={Canary}", $"pick={Canary}", $"filter={Canary}", $"filter=%7B%22{Canary}%22:1%7D", $"admin={Canary}", $"a=%zz{Canary}" })
            await Send(query, $"{Base}?{query}", """{"card":"1"}""");
        await Send("header", Base, """{"card":"1"}""", headers: ("X-Pin", Canary));
        await Send("cookie", Base, """{"card":"1"}""", headers: ("Cookie", $"session={Canary}"));
        await Send("control", Base, """{"card":"1"}""", headers: ("X-Other", $"{Canary}\x01"));
        foreach (string member in new[]
                 {
                     $"\"card\":\"{Canary}\"", $"\"card\":\"1\",\"pin\":\"{Canary}\"", $"\"card\":\"1\",\"kind\":\"{Canary}\"", $"\"card\":\"1\",\"code\":\"{Canary}\"",
                     $"\"card\":\"1\",\"mail\":\"{Canary}\"", $"\"card\":\"1\",\"count\":\"{Canary}\"", $"\"card\":\"1\",\"list\":[\"{Canary}\",\"{Canary}\"]",
                     $"\"card\":\"1\",\"either\":\"{Canary}\"", $"\"card\":\"1\",\"other\":\"{Canary}\"", $"\"card\":{{\"x\":\"{Canary}\"}}", $"\"card\":\"{Canary}\" x",
                     $"\"card\":\"{Canary}\",\"card\":\"{Canary}\"", $"\"card\":\"{Canary}\\ud800\"", $"\"card\":\"1\",\"count\":1e999,\"pin\":\"{Canary}\"",
                 })
        {
            await Send(member, Base, $"{{{member}}}");
        }

        await Send("form", Base, $"card={Canary}", "application/x-www-form-urlencoded");
        await Send("part", Base, $"--b\r\nContent-Disposition: form-data; name=\"card\"\r\n\r\n{Canary}\r\n--b--\r\n", "multipart/form-data; boundary=b");
        await Send("bad part", Base, $"--b\r\nContent-Disposition: {Canary}\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b");
        await Send("lines", Base, $"{{\"card\":\"{Canary}\"}}\n", "application/x-ndjson");
        await Send("type", Base, "x", $"text/{Canary}");
        await Send("charset", Base, "{}", $"application/json; charset={Canary}");
        await Send("coding", Base, "{}", headers: ("Content-Encoding", Canary));
        await Send("damaged", Base, Canary, headers: ("Content-Encoding", "gzip"));
        foreach (string credential in new[] { $"Bearer {Canary}", $"Bearer {Canary}.{Canary}.{Canary}", $"Basic {Canary}", $"ApiKey {Canary}", Canary })
            await Send("credential", "/commerce/closed/v1/payments", """{"card":"1"}""", headers: ("Authorization", credential));
        await Send("api key", "/commerce/closed/v1/payments", """{"card":"1"}""", headers: ("X-Api-Key", Canary));
        await Send("expect", Base, "{}", headers: ("Connection", Canary));
        backend.Say(200, "application/json", $$"""{"secret":"{{Canary}}"}""", ("X-Secret", Canary));
        await Send("answer", Base, """{"card":"1"}""");
        backend.Say(200, "application/json", $$"""{"secret":"{{Canary}}"}""");
        await Send("answer body", Base, """{"card":"1"}""");
        backend.Say(200, $"text/{Canary}", Canary);
        await Send("answer type", Base, """{"card":"1"}""");
        backend.Say(200, "application/json", Canary);
        await Send("answer no json", Base, """{"card":"1"}""");

        answers.Count.ShouldBeGreaterThan(mode == ValidationMode.Enforce ? 35 : 6);
        foreach (var (what, text) in answers)
            text.ShouldNotContain(Canary, Case.Insensitive, what);
        log.All.Count.ShouldBeGreaterThan(answers.Count);
        foreach (string line in log.All)
            line.ShouldNotContain(Canary, Case.Insensitive);
        // The control: the places are told, so the lines are those of these requests.
        if (mode == ValidationMode.Report)
            log.All.ShouldContain(line => line.Contains("/card maxLength", StringComparison.Ordinal));
    }
}
