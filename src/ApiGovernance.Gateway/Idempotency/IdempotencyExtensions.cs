using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Idempotency;

internal static class IdempotencyExtensions
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyStores>();
        services.AddSingleton<IdempotencyLedger>();
        services.AddSingleton<IdempotencyMetrics>();
        services.AddSingleton<CallRecorder>();
        services.AddSingleton<BackendLookup>();
        services.AddSingleton<IdempotencyReconciler>();
        services.AddSingleton<IdempotencyGate>();
        services.AddHostedService<IdempotencySweeper>();
    }
}
