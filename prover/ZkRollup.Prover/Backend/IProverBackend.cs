using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Backend;

/// <summary>A device that does the heavy work of proofs: it keeps the polynomials where it computes.</summary>
/// <remarks>
/// Three levels. The backend is the device. A <see cref="IPreparedKey"/> is what does not change between the proofs of one circuit with
/// one T: bases, fixed polynomials, the row counter, compiled programs. A <see cref="IProofWorkspace"/> is one proof. Columns have no
/// handles of their own: kind and index name them. Nothing here draws randomness or challenges, so that all backends give the same
/// bytes for one proof.
/// </remarks>
public interface IProverBackend : IDisposable
{
    /// <summary>For reports.</summary>
    string Name { get; }

    /// <summary>Makes ready for proofs with T slots: this can take minutes the first time, and is kept where a folder is given.</summary>
    /// <param name="key">The proving key.</param>
    /// <param name="slots">T, as the key allows.</param>
    /// <param name="progress">Receives the part done, from 0 to 1.</param>
    /// <param name="cancellation">Stops within a fraction of a second; nothing half-made stays.</param>
    /// <exception cref="ArgumentException">The key does not allow this T, or the reference string is too short for it.</exception>
    /// <exception cref="InvalidDataException">A file on disk is damaged or belongs to something else; the message names it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IPreparedKey Prepare(ProvingKey key, int slots, IProgress<double>? progress = null, CancellationToken cancellation = default);
}
