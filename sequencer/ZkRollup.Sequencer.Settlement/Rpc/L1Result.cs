using System.Diagnostics.CodeAnalysis;

namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>An answer of L1, or why there is none.</summary>
/// <typeparam name="T">The answer.</typeparam>
public readonly struct L1Result<T>
{
    private readonly T? _value;

    private L1Result(T? value, L1Error? error) => (_value, Error) = (value, error);

    /// <summary>Why there is no answer, or null.</summary>
    public L1Error? Error { get; }

    /// <summary>Whether there is an answer.</summary>
    public bool IsOk => Error is null;

    /// <summary>The answer.</summary>
    /// <exception cref="L1Exception">There is none.</exception>
    public T Value => Error is null ? _value! : throw new L1Exception(Error);

    /// <summary>The answer or the error, one of them.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out L1Error? error)
    {
        (value, error) = (_value, Error);
        return error is null;
    }

    /// <summary>The same error, or what becomes of the answer.</summary>
    /// <typeparam name="TOther">What becomes of it.</typeparam>
    public L1Result<TOther> Then<TOther>(Func<T, L1Result<TOther>> next) => Error is null ? next(_value!) : Error;

    /// <summary>An answer.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Both conversions exist so that methods can return either.")]
    public static implicit operator L1Result<T>(T value) => new(value, null);

    /// <summary>An error.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Both conversions exist so that methods can return either.")]
    public static implicit operator L1Result<T>(L1Error error) => new(default, error);
}
