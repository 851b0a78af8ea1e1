using System.Net;
using System.Net.Http.Headers;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors.Policies;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>Answers of every shape, given again as they were.</summary>
public class ReplayTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Files, version: 1.0.0 }
        paths:
          /files:
            post: { requestBody: { content: { '*/*': {} } }, responses: { '200': { description: ok } } }
          /files/{id}:
            put:
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              requestBody: { content: { '*/*': {} } }
              responses: { '200': { description: ok } }
            delete:
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              responses: { '200': { description: ok } }
        """;

    private static async Task<(GatewayWorld World, ScriptedBackend Backend, Func<int> Calls)> StartAsync(Func<HttpContext, Task> answer)
    {
        int calls = 0;
        ScriptedBackend backend = await ScriptedBackend.StartAsync(context =>
        {
            Interlocked.Increment(ref calls);
            context.Response.Headers.Vary = "Accept";
            return answer(context);
        });
        GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Backend("erp", backend.Address).Api("files", "v1", Contract, part => part with
        {
            AuthenticationRequired = true,
            Policy = new OperationPolicy { Idempotency = new IdempotencyPolicy { Mode = IdempotencyMode.Required, MaxResponseBytes = 1000 } },
        }).Consumer("app", subscriptions: Estate.Subscription("files")));
        return (world, backend, () => Volatile.Read(ref calls));
    }

    private static async Task<HttpResponseMessage> SendAsync(GatewayWorld world, string method, string target, string contentType = "text/plain")
    {
        using HttpRequestMessage request = new(new HttpMethod(method), "/commerce/files" + target) { Content = new ByteArrayContent([1, 0, 255]) };
        if (method == "DELETE")
            request.Content = null;
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Issuer.Token("app"));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "k-1");
        if (!target.StartsWith("/v1/", StringComparison.Ordinal))
            request.Headers.TryAddWithoutValidation("Api-Version", "v1");
        return await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(200, 1000, "application/octet-stream", "gzip")]
    [InlineData(200, 0, null, null)]
    [InlineData(204, 0, null, null)]
    [InlineData(303, 5, "text/plain", null)]
    public async Task An_answer_of_any_shape_is_given_again_as_it_was(int status, int length, string? contentType, string? coding)
    {
        byte[] body = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        var (world, backend, calls) = await StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            context.Response.Headers.ContentEncoding = coding;
            context.Response.Headers.Allow = new[] { "GET", "POST" };
            if (length > 0)
                await context.Response.Body.WriteAsync(body);
            else
                await context.Response.StartAsync();
        });
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;

        // Named by a field, so that the gateway adds to Vary.
        HttpResponseMessage first = await SendAsync(world, "POST", "/files");
        HttpResponseMessage again = await SendAsync(world, "POST", "/files");

        first.IsReplay().ShouldBeFalse();
        again.IsReplay().ShouldBeTrue();
        calls().ShouldBe(1);
        foreach (HttpResponseMessage answer in new[] { first, again })
        {
            ((int)answer.StatusCode).ShouldBe(status);
            (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(body);
            answer.Content.Headers.ContentType?.ToString().ShouldBe(contentType);
            answer.Content.Headers.ContentEncoding.ShouldBe(coding is null ? [] : [coding]);
            answer.Content.Headers.Allow.ShouldBe(["GET", "POST"]);
            answer.Headers.Vary.ShouldBe(first.Headers.Vary);
        }

        first.Headers.Vary.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_key_is_of_one_operation_and_of_one_thing_there()
    {
        var (world, backend, calls) = await StartAsync(_ => Task.CompletedTask);
        await using GatewayWorld w = world;
        await using ScriptedBackend b = backend;

        (await SendAsync(world, "PUT", "/v1/files/1")).IsReplay().ShouldBeFalse();
        await (await SendAsync(world, "PUT", "/v1/files/2")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        await (await SendAsync(world, "PUT", "/v1/files/1?force=true")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        await (await SendAsync(world, "PUT", "/v1/files/1", "text/csv")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        calls().ShouldBe(1);
        // Another operation has keys of its own.
        (await SendAsync(world, "DELETE", "/v1/files/1")).IsReplay().ShouldBeFalse();
        (await SendAsync(world, "POST", "/v1/files?b=2&a=1")).IsReplay().ShouldBeFalse();
        (await SendAsync(world, "POST", "/v1/files?a=1&b=2")).IsReplay().ShouldBeTrue();
        (await SendAsync(world, "PUT", "/v1/files/1")).IsReplay().ShouldBeTrue();
        calls().ShouldBe(3);
    }
}
