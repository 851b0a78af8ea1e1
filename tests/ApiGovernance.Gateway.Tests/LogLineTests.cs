using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests;

public class LogLineTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Orders, version: 1.0.0 }
        paths:
          /orders:
            post:
              requestBody: { content: { application/json: { schema: { type: object, additionalProperties: { type: integer } } } } }
              responses: { '200': { description: ok } }
        """;

    [Fact]
    public async Task A_name_that_a_client_made_up_breaks_no_line()
    {
        using LogLines log = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate.Api("lines", "v1", Contract, part => part with
            {
                RequestValidation = ValidationMode.Report,
                Policy = new OperationPolicy { Validation = new ValidationPolicy { Request = ValidationMode.Report, UnknownQueryParameters = UnknownNames.Report } },
            }),
            services => services.AddLogging(logging => logging.AddProvider(log)));

        (await world.PostAsync("/commerce/lines/v1/orders?a%0Db=1", """{"a\r\nroot logged in\u001b[0m":"x"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        string line = log.All.Single(text => text.Contains("root logged in", StringComparison.Ordinal));
        line.ShouldContain("/a\\u000d\\u000aroot logged in\\u001b[0m type");
        log.All.ShouldAllBe(text => !text.Contains("a\r", StringComparison.Ordinal) && !text.Contains('\u001b', StringComparison.Ordinal));
    }
}
