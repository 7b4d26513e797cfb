using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Backend;

/// <summary>A proving key on a device, ready for proofs with one T. One proof at a time.</summary>
public interface IPreparedKey : IDisposable
{
    /// <summary>The key.</summary>
    ProvingKey Key { get; }

    /// <summary>T.</summary>
    int Slots { get; }

    /// <summary>What one proof takes and what there is for it now, memory that this object keeps for the next proof included.</summary>
    MemoryDemand Memory { get; }

    /// <summary>Begins a proof.</summary>
    /// <param name="cancellation">Makes every operation of the workspace stop within a fraction of a second.</param>
    /// <exception cref="InvalidOperationException">The last workspace has not been disposed of.</exception>
    IProofWorkspace Begin(CancellationToken cancellation);
}
