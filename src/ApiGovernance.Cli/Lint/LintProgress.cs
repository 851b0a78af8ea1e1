using System.Globalization;
using ApiGovernance.Cli.Output;

namespace ApiGovernance.Cli.Lint;

/// <summary>A bar on standard error while a run takes long, if somebody is looking. It is gone when the report comes.</summary>
internal sealed class LintProgress : IDisposable
{
    private const int Width = 24;

    // A bar that flashes up tells nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Pace = TimeSpan.FromMilliseconds(100);

    private readonly int _count;
    private readonly TimeProvider _time;
    private readonly bool _isWatched;
    private readonly long _start;
    private readonly Lock _lock = new();
    private long _shown;
    private int _done;

    public LintProgress(int count, TimeProvider time, bool? isWatched = null)
    {
        (_count, _time, _isWatched) = (count, time, isWatched ?? (count > 1 && TerminalOutput.IsWatched));
        _start = time.GetTimestamp();
    }

    public void Done(string name)
    {
        if (!_isWatched)
            return;
        lock (_lock)
        {
            _done++;
            if (_time.GetElapsedTime(_start) < Patience || (_shown != 0 && _time.GetElapsedTime(_shown) < Pace))
                return;
            _shown = _time.GetTimestamp();
            int filled = _done * Width / _count;
            string last = name.Length > 40 ? "..." + name[^37..] : name;
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture, $"\r\u001b[2K[{new string('#', filled)}{new string('.', Width - filled)}] {_done}/{_count} {OpenApi.Reports.ReportText.Line(last)}"));
        }
    }

    public void Dispose()
    {
        if (_shown != 0)
            Console.Error.Write("\r\u001b[2K");
    }
}
