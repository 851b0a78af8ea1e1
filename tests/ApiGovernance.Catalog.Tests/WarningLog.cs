using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Tests;

/// <summary>What the product warns of in its log.</summary>
internal sealed class WarningLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _warnings = new();

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName.StartsWith("ApiGovernance.", StringComparison.Ordinal), _warnings);

    public void Dispose()
    {
    }

    private sealed class Writer(bool isOurs, ConcurrentQueue<string> warnings) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOurs && logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                warnings.Enqueue(formatter(state, exception));
        }
    }
}
