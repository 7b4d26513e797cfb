using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Abi;

/// <summary>A function of a contract.</summary>
internal sealed class AbiFunction
{
    internal const int SelectorBytes = 4;

    private readonly AbiSignature _signature;
    private readonly IReadOnlyList<AbiType> _results;

    /// <summary>A function and what it returns.</summary>
    /// <param name="signature">name(type name,…)</param>
    /// <param name="results">Types, with commas between them.</param>
    /// <exception cref="FormatException">A type or the form is unknown.</exception>
    internal AbiFunction(string signature, string results = "")
    {
        _signature = AbiSignature.Parse(signature);
        _results = [.. AbiType.SplitList(results).Select(AbiType.Parse)];
    }

    internal string Canonical => _signature.Canonical;

    /// <summary>Types of what it returns.</summary>
    internal string Results => string.Join(',', _results.Select(type => type.Name));

    internal byte[] Selector => _signature.Hash.ToArray()[..SelectorBytes];

    /// <summary>Selector and arguments.</summary>
    /// <exception cref="ArgumentException">The arguments do not suit the parameters.</exception>
    internal byte[] Encode(params IReadOnlyList<AbiValue> arguments) => [.. Selector, .. AbiEncoder.Encode(_signature.Types, arguments)];

    /// <summary>What a call returned; an error if it is not what the function returns.</summary>
    internal L1Result<AbiValue[]> Decode(ReadOnlySpan<byte> data) =>
        AbiDecoder.TryDecode(_results, data, out AbiValue[] values)
            ? values
            : new L1Error(L1ErrorKind.AnswerMalformed, 0, $"{data.Length} bytes are no ({Results}) of {_signature.Name}; is it there?");
}
