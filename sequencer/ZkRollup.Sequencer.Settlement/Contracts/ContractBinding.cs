using ZkRollup.Crypto.Signatures;
using ZkRollup.Sequencer.Settlement.Abi;
using ZkRollup.Sequencer.Settlement.Rpc;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>A contract at an address, seen through a node.</summary>
public abstract class ContractBinding
{
    private protected ContractBinding(IL1Client client, EthereumAddress address) => (Client, Address) = (client, address);

    /// <summary>Where it is.</summary>
    public EthereumAddress Address { get; }

    private protected IL1Client Client { get; }

    private protected L1Request Request(AbiFunction function, params IReadOnlyList<AbiValue> arguments) =>
        new(Address, function.Encode(arguments));

    /// <summary>Calls a function that returns one value.</summary>
    private protected Task<L1Result<T>> ViewAsync<T>(
        AbiFunction function,
        Func<AbiValue, T> read,
        BlockTag tag,
        CancellationToken cancellation,
        params IReadOnlyList<AbiValue> arguments) =>
        ViewAllAsync(function, values => read(values[0]), tag, cancellation, arguments);

    /// <summary>Calls a function that returns several values.</summary>
    private protected async Task<L1Result<T>> ViewAllAsync<T>(
        AbiFunction function,
        Func<IReadOnlyList<AbiValue>, T> read,
        BlockTag tag,
        CancellationToken cancellation,
        params IReadOnlyList<AbiValue> arguments)
    {
        L1Result<byte[]> data = await Client.CallAsync(null, Request(function, arguments), tag, cancellation).ConfigureAwait(false);
        return data.Then(bytes => function.Decode(bytes)).Then(values => Read(function, read, values));
    }

    /// <summary>A number that is greater than any contract of ours returns is an answer of another contract.</summary>
    private static L1Result<T> Read<T>(AbiFunction function, Func<IReadOnlyList<AbiValue>, T> read, AbiValue[] values)
    {
        try
        {
            return read(values);
        }
        catch (OverflowException)
        {
            return new L1Error(L1ErrorKind.AnswerMalformed, 0, $"{AbiValue.Of(values)} from {function.Canonical}");
        }
    }
}
