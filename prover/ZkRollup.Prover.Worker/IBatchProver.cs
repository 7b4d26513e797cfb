using ZkRollup.Circuits.Rollup.Witness;

namespace ZkRollup.Prover.Worker;

/// <summary>Batch in, proof out.</summary>
public interface IBatchProver : IDisposable
{
    /// <summary>Proves a batch. Not for concurrent use.</summary>
    /// <param name="batch">The batch; nothing of it is trusted.</param>
    /// <param name="progress">Receives stages and how far they are; called from the calling thread.</param>
    /// <param name="cancellation">Stops within a fraction of a second; the next batch can start at once.</param>
    /// <returns>The proof, verified, with the time of each stage.</returns>
    /// <exception cref="InvalidDataException">The batch cannot be proven; the message says which transaction and why.</exception>
    /// <exception cref="InsufficientMemoryException">A proof of this size does not fit; the message has the numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    BatchProof Prove(BatchInput batch, IProgress<BatchProgress>? progress = null, CancellationToken cancellation = default);
}
