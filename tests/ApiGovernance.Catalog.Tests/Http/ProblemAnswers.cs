using System.Text.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Tests.Http;

internal static class ProblemAnswers
{
    public static async Task<CatalogProblem> ShouldBeProblemAsync(this HttpResponseMessage response, int status, string id)
    {
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status, body);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        CatalogProblem problem = JsonSerializer.Deserialize<CatalogProblem>(body, ProtocolJson.Options)!;
        problem.Type.ShouldBe($"https://apigovernance.dev/problems/catalog/{id}");
        problem.Status.ShouldBe(status);
        problem.Detail.ShouldNotBeNullOrEmpty();
        return problem;
    }
}
