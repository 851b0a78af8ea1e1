namespace ApiGovernance.Catalog.Http.Idempotency;

/// <summary>What is known of a call with this key.</summary>
internal readonly record struct KnownCall(bool Running, bool OtherContent, GivenAnswer? Answer);

/// <summary>The answers of the last hour, so many and so large at most; the oldest go first.</summary>
internal sealed class GivenAnswers(TimeProvider clock)
{
    private const int MostCalls = 10_000;
    private const long MostBytes = 64L * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _calls = new(StringComparer.Ordinal);
    private readonly Queue<(string Call, DateTimeOffset Until)> _order = new();
    private long _bytes;

    /// <summary>What is known of the call; when nothing is, it is running from now on.</summary>
    public KnownCall Begin(string call, string content)
    {
        lock (_lock)
        {
            Forget();
            if (!_calls.TryGetValue(call, out Entry? known))
            {
                _calls.Add(call, new Entry(content, null));
                return default;
            }

            return new KnownCall(known.Answer is null && known.Content == content, known.Content != content, known.Answer);
        }
    }

    /// <param name="answer">Null when there was none: the call may be made again.</param>
    public void End(string call, GivenAnswer? answer)
    {
        lock (_lock)
        {
            if (answer is not { IsFinal: true })
            {
                _calls.Remove(call);
                return;
            }

            _calls[call] = _calls[call] with { Answer = answer };
            _order.Enqueue((call, clock.GetUtcNow() + Kept));
            _bytes += answer.Size;
        }
    }

    private void Forget()
    {
        DateTimeOffset now = clock.GetUtcNow();
        while (_order.TryPeek(out (string Call, DateTimeOffset Until) oldest) && (oldest.Until <= now || _order.Count > MostCalls || _bytes > MostBytes))
        {
            _order.Dequeue();
            if (_calls.Remove(oldest.Call, out Entry? gone))
                _bytes -= gone.Answer?.Size ?? 0;
        }
    }

    private sealed record Entry(string Content, GivenAnswer? Answer);
}
