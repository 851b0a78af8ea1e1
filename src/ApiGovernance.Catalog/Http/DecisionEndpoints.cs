using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Decisions;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Decisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ApiGovernance.Catalog.Http;

/// <summary>What gateways did with single calls: asked by people, answered by gateways.</summary>
internal static class DecisionEndpoints
{
    private const int MaxWaitSeconds = 60;
    private const int MaxAnswerBytes = 4 * 1024 * 1024;
    private const int MaxRequestId = 128;
    private const int MaxGatewayName = 128;

    /// <summary>A gateway that waits for questions answers within moments.</summary>
    private const int StandardWaitSeconds = 5;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/decisions/{requestId}", RequestRules.Read, ExplainAsync).Takes("wait").For(CatalogAction.Read);
        api.MapMethods("/gateways/{gateway}/questions", RequestRules.Read, QuestionsAsync).Takes("wait").For(CatalogAction.AnswerQuestions);
        api.MapPost("/gateways/{gateway}/decisions", AnswerAsync).For(CatalogAction.AnswerQuestions);
    }

    private static async Task<IResult> ExplainAsync(string requestId, HttpContext http, DecisionBoard board)
    {
        int wait = Caller.Number(http.Request, "wait", StandardWaitSeconds, 1, MaxWaitSeconds);
        requestId = AsSent(http) ?? requestId;
        if (requestId.Length > MaxRequestId)
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.ParameterInvalid, $"A request id has at most {MaxRequestId} characters."));
        if (await board.AskAsync(requestId, TimeSpan.FromSeconds(wait), http.RequestAborted) is not { } lookup)
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.TooManyQuestions, "Too many calls are being explained at once. Try again in a few seconds."));
        return lookup.Calls.Count > 0
            ? Answers.Json(lookup)
            : Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, NotKnown(lookup)));
    }

    /// <summary>An id is any text of visible characters. The server leaves an encoded slash in a path as it is, and so makes no difference between `a/b` and `a%2Fb`.</summary>
    private static string? AsSent(HttpContext http)
    {
        ReadOnlySpan<char> path = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        int query = path.IndexOf('?');
        path = (query < 0 ? path : path[..query]).TrimEnd('/');
        string id = Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..].ToString());
        return id.Length == 0 ? null : id;
    }

    private static async Task<IResult> QuestionsAsync(string gateway, HttpContext http, DecisionBoard board, IHostApplicationLifetime lifetime)
    {
        int wait = Caller.Number(http.Request, "wait", 0, 0, int.MaxValue);
        if (gateway.Length > MaxGatewayName || gateway.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.ParameterInvalid, $"A gateway's name has at most {MaxGatewayName} visible ASCII characters."));
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        IReadOnlyList<string>? questions = [];
        try
        {
            questions = await board.WaitForQuestionsAsync(gateway, Caller.Actor(http).Name, TimeSpan.FromSeconds(Math.Min(wait, MaxWaitSeconds)), stop.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }

        return questions is null ? Answers.Problem(http, NotYours(gateway)) : Answers.Json(new DecisionQuestions(questions));
    }

    private static async Task<IResult> AnswerAsync(string gateway, HttpContext http, DecisionBoard board)
    {
        DecisionAnswer answer = await RequestBody.ReadJsonAsync<DecisionAnswer>(http.Request, http.RequestAborted, MaxAnswerBytes);
        if (answer.Gateway != gateway)
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.BodyUnreadable, $"The answer is of '{answer.Gateway}', the address of '{gateway}'."));
        return board.Answer(answer, Caller.Actor(http).Name) ? Results.NoContent() : Answers.Problem(http, NotYours(gateway));
    }

    private static Refusal NotYours(string gateway) => new(
        CatalogProblemTypes.Forbidden,
        $"A gateway with another credential goes by the name '{gateway}', or too many gateways are connected. Start this one with a name of its own (--node).");

    private static string NotKnown(DecisionLookup lookup)
    {
        if (lookup.Answered.Count + lookup.Silent.Count == 0)
            return "No gateway is connected to this control plane, so nobody could be asked.";
        string asked = lookup.Answered.Count == 0
            ? "No gateway answered."
            : $"{string.Join(", ", lookup.Answered)} {(lookup.Answered.Count == 1 ? "does" : "do")} not remember a call with this id: each gateway remembers its last calls since it started.";
        return lookup.Silent.Count == 0 ? asked : $"{asked} Not answered in time: {string.Join(", ", lookup.Silent)}.";
    }
}
