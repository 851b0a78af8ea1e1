using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Gateway.Admission.Sharing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Admission;

/// <summary>Where running counters come from when a name is new in a snapshot.</summary>
internal sealed class Admissions(QuotaSharing sharing, AdmissionClock time, AdmissionMetrics metrics, TimeProvider clock)
{
    public QuotaGroup ForConsumer(string name) => sharing.NewGroup("consumer:" + name);

    public BackendGate ForBackend(string name) => new(name, sharing.NewGroup("backend:" + name), sharing, time, metrics, clock);
}

internal static class AdmissionServices
{
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton<AdmissionClock>();
        services.AddSingleton<AdmissionMetrics>();
        services.AddSingleton<QuotaSharing>();
        services.AddSingleton<Admissions>();
        services.AddHostedService<QuotaSharingWorker>();
    }
}
