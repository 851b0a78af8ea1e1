using ApiGovernance.Protocol.Decisions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Decisions;

/// <summary>Answers the control plane's questions about single calls. A gateway whose host has no control plane to ask does not start it.</summary>
internal sealed partial class DecisionReporter(
    GatewayOptions options, DecisionLog log, TimeProvider clock, ILogger<DecisionReporter> logger, IDecisionExchange? exchange = null)
    : BackgroundService
{
    /// <summary>An answer without questions that comes sooner than this was no long poll.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (exchange is null || options.MaxDecisions == 0)
            return;
        await Task.Yield();
        bool failed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                long asked = clock.GetTimestamp();
                IReadOnlyList<string> questions = await exchange.WaitForQuestionsAsync(options.Node, options.SnapshotWait, stoppingToken).ConfigureAwait(false);
                foreach (string requestId in questions)
                    await AnswerAsync(exchange, requestId, stoppingToken).ConfigureAwait(false);
                failed = false;
                if (questions.Count == 0 && clock.GetElapsedTime(asked) < ShortestWait)
                    await Task.Delay(ShortestWait, clock, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever the other plane throws at us, requests go on.
            catch (Exception error)
#pragma warning restore CA1031
            {
                // Once: the snapshot worker tells that the control plane is gone, too.
                if (!failed)
                    NotAsked(error);
                failed = true;
                if (!await PauseAsync(stoppingToken).ConfigureAwait(false))
                    return;
            }
        }
    }

    /// <summary>What is wrong with one answer is no reason to leave the other questions.</summary>
    private async Task AnswerAsync(IDecisionExchange asked, string requestId, CancellationToken stoppingToken)
    {
        try
        {
            await asked.AnswerAsync(Answer(requestId), stoppingToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotAnswered(error, requestId);
        }
    }

    private DecisionAnswer Answer(string requestId) =>
        new(options.Node, requestId, [.. log.Find(requestId).Select(decision => DecisionSteps.Explain(decision, options.Node))]);

    private async Task<bool> PauseAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(options.MaxRetryDelay, clock, stoppingToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "What became of the call {RequestId} could not be told")]
    private partial void NotAnswered(Exception error, string requestId);

    [LoggerMessage(1, LogLevel.Warning, "The control plane cannot be asked whether somebody wants a call explained")]
    private partial void NotAsked(Exception error);
}
