using ApiGovernance.Protocol.Decisions;

namespace ApiGovernance.Catalog.Decisions;

/// <summary>
/// Where questions about single calls wait for the gateways that come for them. In memory: a question lives as long as the person who
/// asked it waits, and concerns the gateways that are connected to this process.
/// </summary>
internal sealed class DecisionBoard(TimeProvider clock) : IDecisionExchange
{
    /// <summary>How long after its last poll a gateway still counts as connected; longer than the longest poll.</summary>
    private static readonly TimeSpan Connected = TimeSpan.FromSeconds(90);

    private const int MaxQuestions = 100;
    private const int MaxGateways = 1000;

    /// <summary>The gateway in this process, which needs no credential.</summary>
    private const string Own = "(this process)";

    private readonly Lock gate = new();
    private readonly Dictionary<string, GatewayLine> lines = new(StringComparer.Ordinal);
    private readonly List<DecisionQuestion> questions = [];

    /// <returns>Null when too many are asking at once.</returns>
    public async Task<DecisionLookup?> AskAsync(string requestId, TimeSpan wait, CancellationToken cancellationToken)
    {
        DecisionQuestion question;
        lock (gate)
        {
            if (questions.Count >= MaxQuestions)
                return null;
            ForgetGone();
            question = new DecisionQuestion(requestId, lines.Keys);
            questions.Add(question);
            foreach (GatewayLine line in lines.Values)
                line.Ask(requestId);
        }

        try
        {
            // By the wall's clock, not the catalog's: a person waits.
            await question.Answered.WaitAsync(wait, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Told below: who is silent is named.
        }
        finally
        {
            lock (gate)
                questions.Remove(question);
        }

        lock (gate)
            return question.ToLookup();
    }

    public async Task<IReadOnlyList<string>> WaitForQuestionsAsync(string gateway, TimeSpan wait, CancellationToken cancellationToken) =>
        await WaitForQuestionsAsync(gateway, Own, wait, cancellationToken) ?? [];

    /// <returns>Null when the name is another principal's, or there are too many gateways.</returns>
    public async Task<IReadOnlyList<string>?> WaitForQuestionsAsync(string gateway, string principal, TimeSpan wait, CancellationToken cancellationToken)
    {
        Task asked;
        lock (gate)
        {
            if (lines.Count >= MaxGateways || !lines.TryGetValue(gateway, out GatewayLine? known) || known.Principal != principal)
                ForgetGone();
            if (!lines.TryGetValue(gateway, out GatewayLine? line))
            {
                if (lines.Count >= MaxGateways)
                    return null;
                lines.Add(gateway, line = new GatewayLine(principal));
            }

            if (line.Principal != principal)
                return null;
            line.LastSeen = clock.GetUtcNow();
            asked = line.Asked;
        }

        try
        {
            await asked.WaitAsync(wait, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return [];
        }

        lock (gate)
            return lines.TryGetValue(gateway, out GatewayLine? line) && line.Principal == principal ? line.Take(clock.GetUtcNow()) : [];
    }

    public Task AnswerAsync(DecisionAnswer answer, CancellationToken cancellationToken)
    {
        Answer(answer, Own);
        return Task.CompletedTask;
    }

    /// <returns>False when the name is another principal's.</returns>
    public bool Answer(DecisionAnswer answer, string principal)
    {
        lock (gate)
        {
            if (lines.TryGetValue(answer.Gateway, out GatewayLine? line) && line.Principal != principal)
                return false;
            foreach (DecisionQuestion question in questions)
                question.Take(answer);
        }

        return true;
    }

    private void ForgetGone()
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (string gone in lines.Where(line => now - line.Value.LastSeen > Connected).Select(line => line.Key).ToArray())
            lines.Remove(gone);
    }
}
