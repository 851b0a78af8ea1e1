using System.Net;
using System.Text;
using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Forms in which two readers could see two different things, with the same form without its fault as the control.</summary>
public sealed class FormAttackTests(FormAttackTests.Shared shared) : IClassFixture<FormAttackTests.Shared>
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Forms, version: 1.0.0 }
        paths:
          /orders:
            post:
              requestBody:
                content:
                  application/x-www-form-urlencoded: { schema: { type: object, properties: { name: { type: string } } } }
                  multipart/form-data: { schema: { type: object, properties: { name: { type: string } } } }
              responses: { '200': { description: ok } }
        """;

    private const string Urlencoded = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data; boundary=b";
    private const string Name = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n";
    private const string Admin = "Content-Disposition: form-data; name=\"admin\"\r\n\r\n1";

    private async Task<HttpResponseMessage> PostAsync(string contentType, string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/commerce/forms/v1/orders") { Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await shared.World.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(Urlencoded, "name=Zo%C3%AB+x%20y&other=a%2500")]
    [InlineData(Urlencoded, "name=Zo\u00c3\u00ab")]
    [InlineData(Multipart, Name + "x\r\n--b--\r\n")]
    [InlineData(Multipart, "preamble\r\n--b  \r\nContent-Disposition: form-data; name=name\r\n\r\nx --b y\r\nz-\r\n--b--  \r\nepilogue")]
    [InlineData(Multipart, Name + "x\r\n--c\r\n--b--")]
    public async Task A_form_that_all_read_alike_arrives_as_it_was_sent(string contentType, string body) =>
        Encoding.Latin1.GetString(Convert.FromBase64String((await Echo.ReadAsync(await PostAsync(contentType, body))).Body)).ShouldBe(body);

    [Theory]
    [InlineData(Urlencoded, "name=\u00ff")]
    [InlineData(Urlencoded, "name=\u00c0\u00bcscript\u00c0\u00be")]
    [InlineData(Urlencoded, "na\u00ffme=x")]
    [InlineData(Urlencoded, "other=\u00ed\u00a0\u0080")]
    [InlineData(Urlencoded, "name=a%00b")]
    [InlineData(Urlencoded, "name=a\0b")]
    [InlineData(Urlencoded, "na%00me=x")]
    [InlineData(Multipart, Name + "x\n--b\n" + Admin + "\r\n--b--\r\n")]
    [InlineData(Multipart, Name + "x\r--b\r\n" + Admin + "\r\n--b--\r\n")]
    [InlineData(Multipart, Name + "x\n--b--\n\r\n--b--\r\n")]
    [InlineData(Multipart, Name + "x\r\n--bc\r\n" + Admin + "\r\n--b--\r\n")]
    [InlineData(Multipart, Name + "x\r\n--b--\r\n--b\r\n" + Admin + "\r\n--b--\r\n")]
    [InlineData(Multipart, Name + "x\r\n--b--\r\nepilogue\n--b\r\n" + Admin + "\r\n--b--\r\n")]
    [InlineData(Multipart, "--b\n" + Admin + "\n" + Name + "x\r\n--b--\r\n")]
    [InlineData(Multipart, "preamble\n--b\r\n" + Admin + "\r\n" + Name + "x\r\n--b--\r\n")]
    [InlineData(Multipart, "--b\r\nContent-Disposition: form-data; name=\"name\"; name*=UTF-8''admin\r\n\r\nx\r\n--b--\r\n")]
    [InlineData(Multipart, "--b\r\nContent-Disposition: form-data; name=\"name\"; name*0=\"ad\"; name*1=\"min\"\r\n\r\nx\r\n--b--\r\n")]
    [InlineData(Multipart, "--b\r\nContent-Disposition: form-data; name=\"name\"\r\nX-A: b\nContent-Type: application/json\r\n\r\nx\r\n--b--\r\n")]
    [InlineData(Multipart, "--b\r\nContent-Disposition: form-data; name=\"name\"\r\nX-A: b\n\nadmin\r\n\r\nx\r\n--b--\r\n")]
    public async Task A_form_that_another_reader_takes_for_another_is_malformed(string contentType, string body)
    {
        int before = shared.World.Backend.Calls;

        await (await PostAsync(contentType, body)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "malformed-body");

        shared.World.Backend.Calls.ShouldBe(before);
    }

    public sealed class Shared : IAsyncLifetime
    {
        public GatewayWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await GatewayWorld.StartAsync(world => world.Estate.Api("forms", "v1", Contract));

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
