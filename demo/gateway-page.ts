/** How a gateway can fail to get an answer from the server behind it. */
export type GatewayFailure = 502 | 504;

const reasons: Record<GatewayFailure, string> = { 502: 'Bad Gateway', 504: 'Gateway Timeout' };

const sentences: Record<GatewayFailure, string> = {
  502: 'No usable answer came from the server behind this one.',
  504: 'No answer came in time from the server behind this one.',
};

export const gatewayName = 'demo-gateway';

/** The bare page that gateways answer on their own, unstyled as theirs are: it is what Backsoon has to explain. */
export const gatewayPage = (status: GatewayFailure): string => `<!doctype html>
<html>
<head><title>${status} ${reasons[status]}</title></head>
<body>
<center><h1>${status} ${reasons[status]}</h1></center>
<center><p>${sentences[status]}</p></center>
<hr>
<center>${gatewayName}</center>
</body>
</html>
`;
